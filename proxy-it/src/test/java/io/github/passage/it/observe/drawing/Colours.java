package io.github.passage.it.observe.drawing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Grafana's colours by name, its palette for series, and what thresholds say. */
final class Colours {
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("green", "#73BF69"),
            Map.entry("dark-green", "#37872D"),
            Map.entry("semi-dark-green", "#56A64B"),
            Map.entry("orange", "#FF9830"),
            Map.entry("dark-orange", "#FA6400"),
            Map.entry("light-orange", "#FFCB7D"),
            Map.entry("red", "#F2495C"),
            Map.entry("dark-red", "#C4162A"),
            Map.entry("semi-dark-red", "#E02F44"),
            Map.entry("light-red", "#FF7383"),
            Map.entry("blue", "#5794F2"),
            Map.entry("light-blue", "#8AB8FF"),
            Map.entry("purple", "#B877D9"),
            Map.entry("dark-purple", "#8F3BB8"),
            Map.entry("text", "#A6A7AD"));
    private static final List<String> PALETTE = List.of(
            "#7EB26D", "#EAB839", "#6ED0E0", "#EF843C", "#E24D42", "#1F78C1", "#BA43A9", "#705DA0", "#508642",
            "#CCA300", "#447EBC", "#C15C17");

    private Colours() {}

    /**
     * The colour as HTML writes it.
     *
     * @throws IllegalArgumentException if the dashboard uses a name that is not known here
     */
    static String named(String name) {
        String colour = NAMED.get(name);
        if (colour == null) {
            throw new IllegalArgumentException("colour: %s (expected: one of %s)".formatted(name, NAMED.keySet()));
        }
        return colour;
    }

    /** The colour of the n-th series, where nothing else is said. */
    static String ofSeries(int n) {
        return PALETTE.get(n % PALETTE.size());
    }

    /** The colour of the highest threshold that the value reaches. */
    static String reached(JsonNode steps, double value) {
        String name = "text";
        for (JsonNode step : steps) {
            if (step.path("value").isNull() || value >= step.path("value").asDouble()) {
                name = step.path("color").asText();
            }
        }
        return named(name);
    }
}
