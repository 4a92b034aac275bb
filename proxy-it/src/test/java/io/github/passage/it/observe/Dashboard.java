package io.github.passage.it.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A Grafana dashboard.
 *
 * @param json all of it
 * @param panels rows among them, in order
 */
public record Dashboard(JsonNode json, List<Panel> panels) {
    private static final String ALL = ".+";

    /**
     * One panel or row.
     *
     * @param type as {@code stat}, {@code timeseries}, {@code row}
     * @param x from the left, as all sizes in the units of Grafana's grid of 24 columns
     * @param json all of it
     */
    public record Panel(
            String type, String title, int x, int y, int width, int height, List<Target> targets, JsonNode json) {
        static Panel of(JsonNode json) {
            JsonNode grid = json.path("gridPos");
            return new Panel(
                    json.path("type").asText(),
                    json.path("title").asText(),
                    grid.path("x").asInt(),
                    grid.path("y").asInt(),
                    grid.path("w").asInt(),
                    grid.path("h").asInt(),
                    elements(json.path("targets"))
                            .map(target -> new Target(
                                    target.path("expr").asText(),
                                    target.path("legendFormat").asText()))
                            .toList(),
                    json);
        }

        public boolean isRow() {
            return type.equals("row");
        }
    }

    /**
     * What a panel asks.
     *
     * @param expression with variables
     * @param legend with {@code {{label}}} where a label's value stands
     */
    public record Target(String expression, String legend) {
        /** The expression for all jobs, instances and hops, with this window for rates. */
        public String forAll(Duration rateInterval) {
            return expression
                    .replace("$__rate_interval", rateInterval.toMillis() + "ms")
                    .replaceAll("\\$(job|instance|hop)\\b", ALL);
        }
    }

    /** The one that ships. */
    public static Dashboard read() {
        return of(HelmFiles.read(HelmFiles.DASHBOARD));
    }

    static Dashboard of(String text) {
        try {
            JsonNode json = new ObjectMapper().readTree(text);
            return new Dashboard(
                    json, elements(json.path("panels")).map(Panel::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
