package io.github.passage.control;

import io.github.passage.address.Cidr;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.limit.Rate;
import io.github.passage.limit.TokenBucket;
import io.github.passage.telemetry.SessionRefusal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Counts the sessions of a hop, and says whether another may begin. It outlives changes of the limits: a lower one ends nothing, and
 * refuses until enough sessions have ended. Remembers a client only while it has sessions. Any thread may call it; nobody holds its
 * lock for longer than a look into a map.
 */
public final class SessionAdmission {
    /** Hosts get 64 bits of IPv6 and more, and change the rest at will (RFC 8981). */
    private static final int CLIENT_BITS_V6 = 64;

    private final Map<Cidr, Guest> ofClients = new HashMap<>();
    private final TokenBucket beginning;
    private int open;

    /**
     * No sessions yet.
     *
     * @param now nanoseconds of any origin, as in {@link #admit}
     */
    public SessionAdmission(long now) {
        this.beginning = new TokenBucket(now);
    }

    /** What was decided of a client. */
    public sealed interface Decision {
        /**
         * A session may begin.
         *
         * @param permit to be released once, when it has ended
         */
        record Admitted(Permit permit) implements Decision {}

        /**
         * No session may begin, and none is counted.
         *
         * @param cause why
         */
        record Refused(SessionRefusal cause) implements Decision {
            /** What the client is told instead of a greeting (RFC 959 sections 4.2 and 5.4). */
            public ReplyLine reply() {
                return switch (cause) {
                    case SESSIONS -> ReplyLine.of(421, "Too many sessions, try again later.");
                    case SESSIONS_PER_CLIENT ->
                        ReplyLine.of(421, "Too many sessions from your address, try again later.");
                    case RATE -> ReplyLine.of(421, "Too many new sessions, try again later.");
                    case DENIED -> ReplyLine.of(530, "Access denied.");
                };
            }
        }
    }

    /**
     * Asks for a session. One that is refused takes nothing of the rate.
     *
     * @param client its own address, not that of a load balancer between
     * @param limits those that hold now
     */
    public Decision admit(InetAddress client, SessionLimits limits, long now) {
        if (!limits.clients().admits(client)) {
            return new Decision.Refused(SessionRefusal.DENIED);
        }
        Cidr key = Cidr.around(client, client instanceof Inet6Address ? CLIENT_BITS_V6 : Integer.SIZE);
        synchronized (this) {
            Guest guest = ofClients.get(key);
            if (isReached(limits.total(), open)) {
                return new Decision.Refused(SessionRefusal.SESSIONS);
            }
            if (isReached(limits.perClient(), guest == null ? 0 : guest.sessions)) {
                return new Decision.Refused(SessionRefusal.SESSIONS_PER_CLIENT);
            }
            if (limits.newPerSecond().isPresent()
                    && !begin(Rate.of(limits.newPerSecond().getAsInt()), now)) {
                return new Decision.Refused(SessionRefusal.RATE);
            }
            open++;
            if (guest == null) {
                guest = new Guest(key);
                ofClients.put(key, guest);
            }
            guest.sessions++;
            return new Decision.Admitted(new Permit(guest));
        }
    }

    private static boolean isReached(OptionalInt limit, int count) {
        return limit.isPresent() && count >= limit.getAsInt();
    }

    private boolean begin(Rate rate, long now) {
        if (beginning.available(rate, now) == 0) {
            return false;
        }
        beginning.spend(1);
        return true;
    }

    /** Sessions that were admitted and have not ended. */
    public synchronized int open() {
        return open;
    }

    /** Clients that have a session. */
    synchronized int clients() {
        return ofClients.size();
    }

    private synchronized void ended(Guest guest) {
        open--;
        guest.sessions--;
        if (guest.sessions == 0) {
            ofClients.remove(guest.client);
        }
    }

    /** One client; all of its permits share it, since each session costs memory as long as it stands. */
    private static final class Guest {
        private final Cidr client;
        private int sessions;

        Guest(Cidr client) {
            this.client = client;
        }
    }

    /** A session that may be. */
    public final class Permit {
        private final Guest guest;
        private boolean released;

        private Permit(Guest guest) {
            this.guest = guest;
        }

        /** The session has ended, or never began; again it does nothing. */
        public void release() {
            synchronized (SessionAdmission.this) {
                if (!released) {
                    released = true;
                    ended(guest);
                }
            }
        }
    }
}
