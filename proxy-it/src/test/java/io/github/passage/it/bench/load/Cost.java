package io.github.passage.it.bench.load;

/**
 * What a load took.
 *
 * @param count of bytes, sessions or round trips
 * @param nanos on the clock
 * @param processorNanos of the subject
 */
public record Cost(long count, long nanos, long processorNanos) {
    private static final double NANOS = 1e9;

    /** How many in a second. */
    public double perSecond() {
        return count * NANOS / nanos;
    }

    /** Seconds of processor time for each. */
    public double processorSecondsEach() {
        return processorNanos / NANOS / count;
    }
}
