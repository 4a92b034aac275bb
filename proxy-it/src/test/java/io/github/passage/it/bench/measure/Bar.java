package io.github.passage.it.bench.measure;

import io.github.passage.it.bench.subject.Subjects;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How good Passage is to be.
 *
 * @param compared with whom
 * @param factor times the best of those compared with, or the number itself
 */
public record Bar(Compared compared, double factor) {
    /** What a figure is compared with. */
    public enum Compared {
        /** A number that stands by itself. */
        NUMBER,
        /** The best of HAProxy's two ways. */
        HAPROXY,
        /** The best of the plain TCP proxies. */
        BEST_PEER;

        List<String> subjects() {
            return switch (this) {
                case NUMBER -> List.of();
                case HAPROXY -> Subjects.HAPROXIES;
                case BEST_PEER -> Subjects.PEERS;
            };
        }
    }

    /** Whether it is a number that stands by itself. */
    public boolean isNumber() {
        return compared == Compared.NUMBER;
    }

    /**
     * Passage's figure to the best of those compared with, or to the number.
     *
     * @param medians by subject
     * @return empty if a figure is missing
     */
    public OptionalDouble ratio(double own, Map<String, Double> medians, boolean higherIsBetter) {
        if (isNumber()) {
            return OptionalDouble.of(own / factor);
        }
        OptionalDouble best = best(medians, higherIsBetter);
        return best.isPresent() && best.getAsDouble() > 0
                ? OptionalDouble.of(own / best.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Whether a ratio is good enough. */
    public boolean met(double ratio, boolean higherIsBetter) {
        double least = isNumber() ? 1 : factor;
        return higherIsBetter ? ratio >= least : ratio <= least;
    }

    private OptionalDouble best(Map<String, Double> medians, boolean higherIsBetter) {
        var all = compared.subjects().stream().filter(medians::containsKey).mapToDouble(medians::get);
        return higherIsBetter ? all.max() : all.min();
    }

    /** In words, such as {@code <= 0.9 x best of haproxy-splice, nginx}. */
    public String text(boolean higherIsBetter, String unit) {
        String sign = higherIsBetter ? ">= " : "<= ";
        String number = String.format(Locale.ROOT, factor == Math.rint(factor) ? "%.0f" : "%.1f", factor);
        if (isNumber()) {
            return (sign + number + " " + unit).strip();
        }
        String whom = compared == Compared.HAPROXY ? "haproxy" : "best peer";
        return factor == 1 ? sign + whom : sign + number + " x " + whom;
    }
}
