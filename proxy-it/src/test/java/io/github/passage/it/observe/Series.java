package io.github.passage.it.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One series of an answer.
 *
 * @param labels with {@code __name__}, if the expression kept it
 * @param points in order of time; one for an instant query
 */
public record Series(Map<String, String> labels, List<Point> points) {
    /**
     * One sample.
     *
     * @param seconds since the epoch
     * @param value may be no number, or infinite
     */
    public record Point(double seconds, double value) {}

    /** Whether some sample is a number. */
    public boolean hasNumbers() {
        return points.stream().anyMatch(point -> Double.isFinite(point.value()));
    }

    /** The last sample that is a number, or NaN. */
    public double last() {
        return points.reversed().stream()
                .mapToDouble(Point::value)
                .filter(Double::isFinite)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Reads one element of {@code data.result}. */
    static Series of(JsonNode result) {
        Map<String, String> labels = new TreeMap<>();
        result.path("metric")
                .properties()
                .forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
        List<Point> points = new ArrayList<>();
        if (result.has("value")) {
            points.add(point(result.get("value")));
        }
        result.path("values").forEach(each -> points.add(point(each)));
        return new Series(labels, points);
    }

    private static Point point(JsonNode pair) {
        String value = pair.get(1).asText();
        return new Point(
                pair.get(0).asDouble(),
                switch (value) {
                    case "+Inf" -> Double.POSITIVE_INFINITY;
                    case "-Inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(value);
                });
    }
}
