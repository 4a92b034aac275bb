package io.github.passage.control;

import io.github.passage.data.Claimant;
import io.github.passage.data.Rendezvous;
import io.github.passage.transport.Accepted;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What one session holds of the data ports, and the data connection that came for it last. Confined to the session's event loop. */
final class DataClaims {
    private final Claimant session;
    private final Rendezvous ports;
    private final InetAddress source;
    private @Nullable Accepted arrival;
    private int reserved;

    /**
     * Nothing yet.
     *
     * @param source where the session's data connections come from
     */
    DataClaims(Claimant session, Rendezvous ports, InetAddress source) {
        this.session = session;
        this.ports = ports;
        this.source = source;
    }

    /** Reserves a port, this one if one is given; tells the session's event that says what came of it. */
    SessionEvent reserve(OptionalInt exactly) {
        OptionalInt port = exactly.isEmpty()
                ? ports.reserve(source, session)
                : exactly.stream()
                        .filter(wanted -> ports.reserve(wanted, source, session))
                        .findFirst();
        reserved = port.orElse(0);
        return port.isPresent() ? new SessionEvent.PortReserved(port.getAsInt()) : new SessionEvent.PortUnavailable();
    }

    void release(int port) {
        ports.release(port, source, session);
    }

    /** Takes every connection of this source that no reservation claims. */
    void stand() {
        ports.stand(source, session);
    }

    void leave() {
        ports.leave(source, session);
    }

    /** Gives up everything, whether or not that was done before. */
    void abandon() {
        release(reserved);
        leave();
        refuse();
    }

    /** Whether any session that stands for this source has a data connection open. */
    boolean anyStandingMoves() {
        return ports.anyStandingMoves(source);
    }

    /**
     * A data connection came.
     *
     * @return whether it is from elsewhere than the session's are
     */
    boolean arrived(Accepted connection) {
        arrival = connection;
        return !connection.source().getAddress().equals(source);
    }

    /** The connection that came, and its reservation's end. */
    Optional<Accepted> take() {
        Accepted taken = arrival;
        arrival = null;
        if (taken != null) {
            // A connection for an earlier reservation of this port may have been taken for this one, which then still
            // stands.
            release(taken.reached().getPort());
        }
        return Optional.ofNullable(taken);
    }

    /** Resets the connection that came, if it was not taken. */
    void refuse() {
        Accepted refused = arrival;
        arrival = null;
        if (refused != null) {
            refused.refuse();
        }
    }
}
