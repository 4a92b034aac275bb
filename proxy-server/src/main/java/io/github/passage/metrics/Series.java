package io.github.passage.metrics;

/** Takes what meters hold at the time of a scrape. */
interface Series {
    /**
     * A counter or gauge.
     *
     * @param labels values in the order of the family's labels
     */
    void value(Family family, double value, String... labels);

    /** The same for whole numbers: exact up to 2 to the 53rd, eight petabytes. */
    default void count(Family family, long value, String... labels) {
        value(family, (double) value, labels);
    }

    /**
     * A histogram.
     *
     * @param labels values in the order of the family's labels
     */
    void distribution(Family family, Distribution distribution, String... labels);
}
