package io.github.passage.metrics;

import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is counted of a hop's data connections. */
final class DataMeters {
    private final Map<ReplyKind, Tally<DataOutcome>> outcomes = new EnumMap<>(ReplyKind.class);
    private final Map<Direction, Distribution> durations = new EnumMap<>(Direction.class);
    private final Map<Direction, Distribution> throughputs = new EnumMap<>(Direction.class);
    private final Distribution waits = Family.RESERVATION_WAIT.newDistribution();
    private final Distribution firstBytes = Family.TRANSFER_FIRST_BYTE.newDistribution();

    DataMeters() {
        for (ReplyKind kind : ReplyKind.values()) {
            outcomes.put(kind, new Tally<>(DataOutcome.class, DataOutcome::label));
        }
        for (Direction direction : Direction.values()) {
            durations.put(direction, Family.TRANSFER_DURATION.newDistribution());
            if (direction != Direction.NONE) {
                throughputs.put(direction, Family.TRANSFER_THROUGHPUT.newDistribution());
            }
        }
    }

    void outcome(ReplyKind kind, DataOutcome outcome) {
        Tally<DataOutcome> ofKind = outcomes.get(kind);
        if (ofKind != null) {
            ofKind.count(outcome);
        }
    }

    void arrived(SessionFact.DataArrived arrived, SessionRef session) {
        arrived.waited().ifPresent(waited -> waits.record(waited.toNanos(), session));
    }

    void closed(SessionFact.DataClosed closed, SessionRef session) {
        if (closed.end() == DataEnd.TARGET_UNREACHABLE) {
            // The cause was told before.
            return;
        }
        outcome(closed.kind(), DataOutcome.of(closed.end()));
        Direction direction = Direction.of(closed.fromClient(), closed.fromTarget());
        long nanos = Math.max(1, closed.took().toNanos());
        record(durations, direction, nanos, session);
        if (closed.end() == DataEnd.COMPLETED) {
            double bytes = (double) closed.fromClient() + closed.fromTarget();
            record(throughputs, direction, (long) (bytes * TimeUnit.SECONDS.toNanos(1) / nanos), session);
        }
        closed.firstByte().ifPresent(after -> firstBytes.record(after.toNanos(), session));
    }

    private static void record(
            Map<Direction, Distribution> meters, Direction direction, long value, SessionRef session) {
        Distribution meter = meters.get(direction);
        if (meter != null) {
            meter.record(value, session);
        }
    }

    void tell(Series series, String hop) {
        outcomes.forEach((kind, tally) ->
                tally.each((outcome, sum) -> series.count(Family.DATA_CONNECTIONS, sum, hop, kind.label(), outcome)));
        series.distribution(Family.RESERVATION_WAIT, waits, hop);
        series.distribution(Family.TRANSFER_FIRST_BYTE, firstBytes, hop);
        durations.forEach(
                (direction, meter) -> series.distribution(Family.TRANSFER_DURATION, meter, hop, direction.label()));
        throughputs.forEach(
                (direction, meter) -> series.distribution(Family.TRANSFER_THROUGHPUT, meter, hop, direction.label()));
    }
}
