package io.github.passage.it.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Helm makes of the chart in mode sidecar.
 *
 * @param objects of Kubernetes
 */
record RenderedSidecar(List<JsonNode> objects) {
    private static final Path CHART = Path.of("..", "helm");
    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * Renders it.
     *
     * @param values YAML, over the chart's own
     * @param directory for a file with them
     */
    static RenderedSidecar of(String values, Path directory) {
        try {
            Path file = Files.writeString(directory.resolve("values.yaml"), values);
            String text = new Helm(CHART.toAbsolutePath().normalize())
                    .template()
                    .withName("demo")
                    .withNamespace("files")
                    .withKubeVersion("1.31.0")
                    .withValuesFile(file)
                    .call();
            try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
                return new RenderedSidecar(
                        documents.readAll().stream().filter(JsonNode::isObject).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only one of this kind. */
    JsonNode only(String kind) {
        List<JsonNode> found = objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("objects of kind %s: %d (expected: 1)".formatted(kind, found.size()));
        }
        return found.getFirst();
    }

    /** The specification of its pod. */
    JsonNode pod() {
        return only("Deployment").at("/spec/template/spec");
    }

    /** The pod's sysctls, as {@code "name=value"} with the quotes. */
    List<String> sysctls() {
        return ContainerImage.list(pod().at("/securityContext/sysctls")).stream()
                .map(sysctl -> "\"%s=%s\""
                        .formatted(
                                sysctl.get("name").asText(), sysctl.get("value").asText()))
                .toList();
    }

    /** Passage's container. */
    JsonNode passage() {
        return ContainerImage.list(pod().get("containers")).stream()
                .filter(container -> container.path("name").asText().equals("passage"))
                .findFirst()
                .orElseThrow();
    }

    /** Passage's port of this name. */
    int port(String name) {
        return ContainerImage.list(passage().get("ports")).stream()
                .filter(port -> port.path("name").asText().equals(name))
                .mapToInt(port -> port.get("containerPort").asInt())
                .findFirst()
                .orElseThrow();
    }
}
