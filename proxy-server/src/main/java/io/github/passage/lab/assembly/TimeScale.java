package io.github.passage.lab.assembly;

import java.time.Duration;

/**
 * How many times faster than in the field the lab's own timers run; kernels and real clients are never scaled.
 *
 * @param factor 1 to 1,000
 */
public record TimeScale(double factor) {
    /** The field's pace. */
    public static final TimeScale REAL = new TimeScale(1);

    private static final double FASTEST = 1000;

    /** Checks the range. */
    public TimeScale {
        if (!(factor >= 1 && factor <= FASTEST)) {
            throw new IllegalArgumentException("\"" + factor + "\" (expected: a number from 1 to 1000)");
        }
    }

    /** Reads a flag's value. */
    public static TimeScale parse(String text) {
        try {
            return new TimeScale(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: a number from 1 to 1000)", e);
        }
    }

    /** A duration of the field at this pace, at least a millisecond unless it was zero. */
    public Duration of(Duration field) {
        if (field.isZero() || factor == 1) {
            return field;
        }
        long nanos = Math.round(field.toNanos() / factor);
        return Duration.ofNanos(Math.max(nanos, Duration.ofMillis(1).toNanos()));
    }
}
