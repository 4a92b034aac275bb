package io.github.passage.lab.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.passage.lab.api.Problem.Raised;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that found its resource.
 *
 * @param names the names in its path, in order
 * @param query its query, empty if it has none
 * @param body its body
 * @param mapper reads the body
 */
record Call(List<String> names, String query, String body, ObjectMapper mapper) {
    private static final int MOST_PAIRS = 16;

    /** The only field of the body's object. */
    String only(String field) {
        JsonNode object = object();
        List<String> fields = new ArrayList<>();
        object.fieldNames().forEachRemaining(fields::add);
        fields.stream().filter(other -> !other.equals(field)).findFirst().ifPresent(other -> {
            throw bad(other + ": unknown field (expected: " + field + ")");
        });
        JsonNode value = object.get(field);
        if (value == null || !(value.isTextual() || value.isIntegralNumber())) {
            throw bad(field + ": " + (value == null ? "missing" : value) + " (expected: a text or a whole number)");
        }
        return value.asText();
    }

    private JsonNode object() {
        try {
            JsonNode node = mapper.readTree(body);
            if (node == null || !node.isObject()) {
                throw bad("body: not an object (expected: a JSON object)");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw bad("body: not JSON: " + e.getOriginalMessage());
        }
    }

    /** A number of the query, 0 if it is not there. */
    long number(String key) {
        for (String pair : query.split("&", MOST_PAIRS)) {
            if (pair.startsWith(key + "=")) {
                try {
                    return Long.parseLong(pair.substring(key.length() + 1));
                } catch (NumberFormatException e) {
                    throw bad(key + ": \"" + pair.substring(key.length() + 1) + "\" (expected: a whole number)");
                }
            }
        }
        return 0;
    }

    private static Raised bad(String detail) {
        return new Raised(new Problem(400, "bad-value", detail));
    }
}
