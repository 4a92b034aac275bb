package io.github.passage.relay;

import io.github.passage.telemetry.DataEnd;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How a relay ended.
 *
 * @param fromClient bytes that came from the side that dialled
 * @param fromTarget bytes that came from the side that was dialled
 * @param spliced how many of both were moved inside the kernel
 * @param firstByteAt when the first byte of either side came, by the clock of the event loop; empty if none did
 * @param end how it ended
 * @param took from the join to the end
 */
public record RelayOutcome(
        long fromClient, long fromTarget, long spliced, OptionalLong firstByteAt, DataEnd end, Duration took) {
    static RelayOutcome of(RelayLeg client, RelayLeg target, DataEnd end, Duration took) {
        return new RelayOutcome(
                client.received(),
                target.received(),
                client.spliced() + target.spliced(),
                earlier(client.firstAt(), target.firstAt()),
                end,
                took);
    }

    private static OptionalLong earlier(OptionalLong one, OptionalLong other) {
        boolean first = one.isPresent() && (other.isEmpty() || one.getAsLong() - other.getAsLong() < 0);
        return first ? one : other;
    }

    /** No byte was moved. */
    public static RelayOutcome ofNothing(DataEnd end) {
        return new RelayOutcome(0, 0, 0, OptionalLong.empty(), end, Duration.ZERO);
    }
}
