package io.github.passage.lab.profile;

import java.time.Duration;

/**
 * How long a client waits, and how often it tries. Measured values are those of a machine with Linux' defaults.
 *
 * @param connect for a data connection, above 0
 * @param reply for each reply of the server, above 0
 * @param afterFailure for the server's own reply about the transfer, after a data connection that failed; 0 if it does not wait. A
 *     client that waits has sent the transfer's command before it dialled
 * @param attempts how often it begins at most, from 1; {@link #FOR_EVER} has no end
 * @param pause before another attempt
 */
public record Waits(Duration connect, Duration reply, Duration afterFailure, int attempts, Duration pause) {
    /** Attempts without end. */
    public static final int FOR_EVER = Integer.MAX_VALUE;

    /** Checks the ranges. */
    public Waits {
        positive("connect", connect);
        positive("reply", reply);
        if (afterFailure.isNegative() || pause.isNegative()) {
            throw new IllegalArgumentException("negative (expected: a duration from 0)");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts: " + attempts + " (expected: from 1)");
        }
    }

    /** The time until it gives up at most, as seconds for comparison; infinite if it does not. */
    public double longestSeconds() {
        Duration once = connect.plus(afterFailure).plus(pause);
        return attempts == FOR_EVER ? Double.POSITIVE_INFINITY : once.toSeconds() * (double) attempts;
    }

    private static void positive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: above 0)");
        }
    }
}
