package io.github.passage.sessions;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the book keeps of one session: small while the session waits, and a record when one is asked for. Its facts come from one
 * thread, questions from any; the lock is hardly ever contended.
 */
final class SessionEntry {
    /** How many passive replies are kept. */
    static final int MOST_PASSIVE = 16;

    private final SessionRef ref;
    private final long sequence;
    private final long began;
    private final InetSocketAddress client;
    private final InetSocketAddress reached;
    private final VerbCounts verbs = new VerbCounts();
    private @Nullable InetSocketAddress target;
    private @Nullable HostPort unreachable;
    private @Nullable String user;
    private @Nullable String fault;
    private @Nullable Deque<PassiveEntry> passive;
    private SessionFact.@Nullable Closed closed;
    private boolean encrypted;
    private int passiveReplies;
    private int transfers;
    private long bytesFromClient;
    private long bytesFromTarget;

    /**
     * A session that begins.
     *
     * @param sequence counts the sessions of all hops in the order in which they began
     * @param now milliseconds since the epoch, as in {@link #take}
     */
    SessionEntry(SessionRef ref, long sequence, SessionFact.Opened opened, long now) {
        this.ref = ref;
        this.sequence = sequence;
        this.began = now;
        this.client = opened.client();
        this.reached = opened.reached();
    }

    SessionRef ref() {
        return ref;
    }

    long sequence() {
        return sequence;
    }

    synchronized void take(SessionFact fact, long now) {
        switch (fact) {
            case SessionFact.TargetConnected connected -> {
                target = connected.target();
                // Where another target took the session, it did not fail.
                unreachable = null;
                fault = null;
            }
            case SessionFact.TargetFailed failed -> {
                // It may have been connected, and taken no session.
                target = null;
                unreachable = failed.target();
                fault = failed.reason();
            }
            case SessionFact.CommandReceived command -> verbs.add(command.verb());
            case SessionFact.LoggedIn login -> user = login.user();
            case SessionFact.PassiveAdvertised reply -> keep(PassiveEntry.waiting(reply, now));
            case SessionFact.PassiveRefused refusal -> keep(PassiveEntry.refused(refusal, now));
            case SessionFact.ReservationEnded ended ->
                newest(PassiveEntry::isWaiting).ifPresent(entry -> entry.ended(ended));
            case SessionFact.DataArrived arrival -> arrived(arrival, now);
            case SessionFact.DataTargetConnected connected ->
                from(connected.source()).ifPresent(entry -> entry.connected(connected.progress()));
            case SessionFact.DataTargetFailed failed -> fault = failed.reason();
            case SessionFact.DataClosed end -> dataClosed(end);
            case SessionFact.Encrypted encryption -> encrypted = true;
            case SessionFact.Closed end -> {
                closed = end;
                // A hop in relay mode reserves no port, and sees data connections without knowing whose they are.
                endWaiting();
            }
            default -> {}
        }
    }

    private void endWaiting() {
        if (passive != null) {
            passive.stream().filter(PassiveEntry::isWaiting).forEach(PassiveEntry::sessionEnded);
        }
    }

    private void keep(PassiveEntry entry) {
        passiveReplies++;
        Deque<PassiveEntry> kept = passive == null ? new ArrayDeque<>(2) : passive;
        passive = kept;
        kept.addFirst(entry);
        if (kept.size() > MOST_PASSIVE) {
            forgetOldest(kept);
        }
    }

    /** One in transfer is kept: its bytes count. */
    private static void forgetOldest(Deque<PassiveEntry> kept) {
        Iterator<PassiveEntry> oldestFirst = kept.descendingIterator();
        while (oldestFirst.hasNext()) {
            if (!oldestFirst.next().isTransferring()) {
                oldestFirst.remove();
                return;
            }
        }
    }

    private void arrived(SessionFact.DataArrived arrival, long now) {
        transfers++;
        PassiveEntry entry = newest(PassiveEntry::isWaiting).orElseGet(() -> {
            PassiveEntry unannounced = PassiveEntry.unannounced(now);
            keep(unannounced);
            passiveReplies--;
            return unannounced;
        });
        entry.arrived(arrival, now);
    }

    private void dataClosed(SessionFact.DataClosed end) {
        transfers--;
        bytesFromClient += end.fromClient();
        bytesFromTarget += end.fromTarget();
        from(end.source()).ifPresent(entry -> entry.closed(end));
    }

    private Optional<PassiveEntry> from(InetSocketAddress source) {
        return newest(entry -> entry.isFrom(source));
    }

    /** With what the data connections that have not ended have moved up to now. */
    private long soFar(long ended, ToLongFunction<PassiveEntry> moved) {
        return passive == null
                ? ended
                : ended
                        + passive.stream()
                                .filter(PassiveEntry::isTransferring)
                                .mapToLong(moved)
                                .sum();
    }

    private Optional<PassiveEntry> newest(Predicate<PassiveEntry> which) {
        return passive == null
                ? Optional.empty()
                : passive.stream().filter(which).findFirst();
    }

    /** Whether both control connections and all data connections are closed. */
    synchronized boolean isOver() {
        return closed != null && transfers <= 0;
    }

    synchronized boolean isIn(String wanted) {
        return switch (wanted) {
            case SessionStates.OPEN -> closed == null;
            case SessionStates.ENDED -> closed != null;
            default -> state().equals(wanted);
        };
    }

    private String state() {
        if (closed != null) {
            return closed.end().label();
        }
        if (transfers > 0) {
            return SessionStates.TRANSFERRING;
        }
        if (encrypted) {
            return SessionStates.ENCRYPTED;
        }
        if (newest(PassiveEntry::isWaiting).isPresent()) {
            return SessionStates.WAITING_FOR_DATA;
        }
        if (target == null) {
            return SessionStates.CONNECTING;
        }
        return user == null ? SessionStates.LOGIN : SessionStates.IDLE;
    }

    synchronized SessionRecord record() {
        Optional<SessionFact.Closed> end = Optional.ofNullable(closed);
        return new SessionRecord(
                ref,
                Addresses.shown(client),
                Addresses.shown(reached),
                unreachable == null ? Addresses.shown(target) : unreachable.toString(),
                Optional.ofNullable(user).orElse(""),
                verbs.byVerb(),
                passive == null
                        ? List.of()
                        : passive.stream().map(PassiveEntry::record).toList(),
                passiveReplies,
                soFar(bytesFromClient, PassiveEntry::fromClient),
                soFar(bytesFromTarget, PassiveEntry::fromTarget),
                Instant.ofEpochMilli(began),
                end.map(SessionFact.Closed::took),
                state(),
                end.map(SessionFact.Closed::end),
                Optional.ofNullable(fault).orElse(""));
    }
}
