package io.github.passage.it.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An alert rule as Prometheus has it loaded.
 *
 * @param name of the alert
 * @param expression as Prometheus formats it
 * @param state {@code inactive}, {@code pending} or {@code firing}
 * @param texts annotations of its active alerts, with the values filled in
 */
record Rule(String name, String expression, String state, List<String> texts) {
    static final String FIRING = "firing";
    static final String INACTIVE = "inactive";

    static Rule of(JsonNode rule) {
        return new Rule(
                rule.path("name").asText(),
                rule.path("query").asText(),
                rule.path("state").asText(),
                elements(rule.path("alerts"))
                        .flatMap(alert -> elements(alert.path("annotations")))
                        .map(JsonNode::asText)
                        .toList());
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
