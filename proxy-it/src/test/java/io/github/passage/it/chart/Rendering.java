package io.github.passage.it.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a chart was rendered to.
 *
 * @param text the manifests as Helm printed them
 * @param objects the objects in them
 */
record Rendering(String text, List<JsonNode> objects) {
    static final ObjectMapper JSON = new ObjectMapper();
    static final YAMLMapper YAML = new YAMLMapper();

    static Rendering of(String text) {
        try {
            List<JsonNode> objects = new ArrayList<>();
            YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).forEachRemaining(objects::add);
            return new Rendering(
                    text, objects.stream().filter(JsonNode::isObject).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Objects of a kind. */
    Stream<JsonNode> all(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    /** The object of that kind and name. */
    Optional<JsonNode> find(String kind, String name) {
        return all(kind).filter(object -> name(object).equals(name)).findFirst();
    }

    /** The same, which must be there. */
    JsonNode get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in\n" + text));
    }

    /** Deployment or StatefulSet. */
    JsonNode workload() {
        return Stream.concat(all("Deployment"), all("StatefulSet"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no workload in\n" + text));
    }

    /** What pods of the workload are made from. */
    JsonNode podSpec() {
        return workload().at("/spec/template/spec");
    }

    /** What pods are marked by, so that they start anew when it is another; empty if they are not. */
    String checksum(String of) {
        return workload()
                .at("/spec/template/metadata/annotations/checksum~1" + of)
                .asText();
    }

    /** Passage's container. */
    JsonNode passage() {
        return items(podSpec().path("containers"))
                .filter(container -> container.path("name").asText().equals("passage"))
                .findFirst()
                .orElseThrow();
    }

    /** The clients' Service, if there is one. */
    Optional<JsonNode> service() {
        return find("Service", "demo-passage");
    }

    /** The text of passage.conf, if there is one. */
    Optional<String> configuration() {
        return find("ConfigMap", "demo-passage")
                .map(map -> map.at("/data/passage.conf"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /** What Helm tells after an installation. */
    String notes() {
        return get("ConfigMap", "notes").at("/data/notes").asText();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    /** The elements of an array. */
    static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(array.iterator(), Spliterator.ORDERED), false);
    }

    static <T> T as(JsonNode object, Class<T> type) {
        try {
            return JSON.treeToValue(object, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(object.path("kind").asText() + " " + name(object) + ": " + e.getMessage(), e);
        }
    }
}
