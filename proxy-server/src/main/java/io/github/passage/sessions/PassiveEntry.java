package io.github.passage.sessions;

import io.github.passage.telemetry.DataProgress;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionFact.DataArrived;
import io.github.passage.telemetry.SessionFact.DataClosed;
import io.github.passage.telemetry.SessionFact.PassiveAdvertised;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A passive reply as its session's entry keeps it. */
final class PassiveEntry {
    private static final String WAITING = "waiting";
    private static final String UNKNOWN = "unknown";

    private final ReplyKind kind;
    private final @Nullable PassiveAdvertised reply;
    private final long began;
    private @Nullable DataArrived arrival;
    private long arrivedAt;
    private @Nullable DataProgress progress;
    private @Nullable DataClosed closed;
    private String outcome;

    private PassiveEntry(ReplyKind kind, @Nullable PassiveAdvertised reply, String outcome, long began) {
        this.kind = kind;
        this.reply = reply;
        this.outcome = outcome;
        this.began = began;
    }

    static PassiveEntry waiting(PassiveAdvertised reply, long now) {
        return new PassiveEntry(reply.kind(), reply, WAITING, now);
    }

    static PassiveEntry refused(SessionFact.PassiveRefused refusal, long now) {
        return new PassiveEntry(refusal.kind(), null, refusal.cause().label(), now);
    }

    /** A data connection that nothing readable announced. */
    static PassiveEntry unannounced(long now) {
        return new PassiveEntry(ReplyKind.NONE, null, WAITING, now);
    }

    boolean isWaiting() {
        return arrival == null && outcome.equals(WAITING);
    }

    boolean isTransferring() {
        return arrival != null && closed == null;
    }

    void arrived(DataArrived fact, long now) {
        arrival = fact;
        arrivedAt = now;
        outcome = SessionStates.TRANSFERRING;
    }

    void ended(SessionFact.ReservationEnded fact) {
        outcome = fact.cause().label();
    }

    void sessionEnded() {
        outcome = UNKNOWN;
    }

    /** Whether it is in transfer by the data connection from there. */
    boolean isFrom(InetSocketAddress source) {
        return arrival != null && closed == null && arrival.source().equals(source);
    }

    void connected(DataProgress begun) {
        progress = begun;
    }

    /** Bytes from the client up to now. */
    long fromClient() {
        if (closed != null) {
            return closed.fromClient();
        }
        return progress == null ? 0 : progress.fromClient().getAsLong();
    }

    /** Bytes from the server up to now. */
    long fromTarget() {
        if (closed != null) {
            return closed.fromTarget();
        }
        return progress == null ? 0 : progress.fromTarget().getAsLong();
    }

    void closed(DataClosed fact) {
        closed = fact;
        progress = null;
        outcome = fact.end().label();
    }

    PassiveRecord record() {
        PassiveAdvertised told = reply;
        DataArrived came = arrival;
        DataClosed end = closed;
        return new PassiveRecord(
                kind == ReplyKind.NONE ? 0 : Integer.parseInt(kind.label()),
                told == null || kind != ReplyKind.PASV ? "" : told.policy().label(),
                told == null ? "" : Addresses.shown(told.announcedAddress(), told.announcedPort()),
                told == null ? "" : Addresses.shown(told.advertisedAddress(), told.advertisedPort()),
                came == null ? "" : Addresses.shown(came.reached()),
                came == null ? "" : Addresses.shown(came.source()),
                came != null && came.foreign(),
                outcome,
                fromClient(),
                fromTarget(),
                came == null || told == null ? Optional.empty() : Optional.of(Duration.ofMillis(arrivedAt - began)),
                end == null ? Optional.empty() : Optional.of(end.took()));
    }
}
