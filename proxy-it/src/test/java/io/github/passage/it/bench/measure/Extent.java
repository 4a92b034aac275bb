package io.github.passage.it.bench.measure;

import java.time.Duration;

/**
 * How much is done in one measure.
 *
 * @param transferBytes of all streams of one transfer together
 * @param clients that have sessions at once
 * @param sessionTime for which they go on
 * @param noops round trips on one connection
 */
public record Extent(long transferBytes, int clients, Duration sessionTime, int noops) {}
