package io.github.passage.limit;

/**
 * How much may happen in a second, and how much at once after a pause.
 *
 * @param perSecond at least 1
 * @param burst at least 1
 */
public record Rate(long perSecond, long burst) {
    /** Checks the ranges. */
    public Rate {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "rate: " + perSecond + " per second, " + burst + " at once (expected: at least 1 of each)");
        }
    }

    /** As many at once as in a second. */
    public static Rate of(long perSecond) {
        return new Rate(perSecond, perSecond);
    }
}
