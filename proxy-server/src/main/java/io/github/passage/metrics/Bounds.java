package io.github.passage.metrics;

/** The upper bounds of histogram buckets, in the unit that is recorded: nanoseconds or bytes per second. */
enum Bounds {
    /** Connects on the local network and across continents, up to the connect timeout. */
    CONNECT(millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000), 1e9),
    /** Waiting for clients: a round trip, a user, a timeout. */
    WAIT(millis(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000), 1e9),
    /** Transfers: from a small listing to an hour. */
    TRANSFER(millis(10, 50, 100, 500, 1000, 5000, 15_000, 60_000, 300_000, 900_000, 3_600_000), 1e9),
    /** Sessions: from one command to a day. */
    SESSION(millis(100, 500, 1000, 5000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 14_400_000, 86_400_000), 1e9),
    /** What an event loop owes: below a millisecond all is well. */
    LAG(millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000), 1e9),
    /** From a modem to 10 GbE. */
    THROUGHPUT(
            new long[] {
                10_000,
                100_000,
                500_000,
                1_000_000,
                5_000_000,
                10_000_000,
                50_000_000,
                100_000_000,
                500_000_000,
                1_000_000_000
            },
            1);

    /** Nobody else sees the array. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final long[] upper;

    private final double perUnit;

    Bounds(long[] upper, double perUnit) {
        this.upper = upper;
        this.perUnit = perUnit;
    }

    private static long[] millis(long... millis) {
        long[] nanos = new long[millis.length];
        for (int i = 0; i < millis.length; i++) {
            nanos[i] = millis[i] * 1_000_000;
        }
        return nanos;
    }

    /** Number of buckets, the one above all bounds included. */
    int buckets() {
        return upper.length + 1;
    }

    /** The bucket that a value falls into; a value on a bound is within it. */
    int bucketOf(long value) {
        for (int i = 0; i < upper.length; i++) {
            if (value <= upper[i]) {
                return i;
            }
        }
        return upper.length;
    }

    /** A recorded value in the base unit. */
    double inBaseUnit(long value) {
        return value / perUnit;
    }

    /** The upper bounds in the base unit, infinity last. */
    double[] inBaseUnit() {
        double[] bounds = new double[buckets()];
        for (int i = 0; i < upper.length; i++) {
            bounds[i] = inBaseUnit(upper[i]);
        }
        bounds[upper.length] = Double.POSITIVE_INFINITY;
        return bounds;
    }
}
