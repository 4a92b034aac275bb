package io.github.passage.it.bench.report;

import java.util.Arrays;
import java.util.List;

/**
 * Some figures as one, with their spread.
 *
 * @param median the middle one; of an even number the mean of the middle two
 * @param least of them
 * @param most of them
 * @param count how many there are
 */
public record Summary(double median, double least, double most, int count) {
    /** Of at least one figure. */
    public static Summary of(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("figures: none (expected: at least one)");
        }
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Summary(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }
}
