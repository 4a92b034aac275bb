package io.github.passage.relay;

import io.github.passage.telemetry.DataEnd;
import java.time.Duration;

/**
 * How a relay ended.
 *
 * @param fromClient bytes that came from the side that dialled
 * @param fromTarget bytes that came from the side that was dialled
 * @param end how it ended
 * @param took from the join to the end
 */
public record RelayOutcome(long fromClient, long fromTarget, DataEnd end, Duration took) {}
