package io.github.passage.it.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Objects as {@code podman kube play} takes them. Debian 12's podman 4.3 differs from Kubernetes: what it does not understand is left
 * out, and what it needs said that Kubernetes takes for granted is said. Nothing else changes.
 *
 * <ul>
 *   <li>Ports of containers are left out: podman would publish them, which it can only in networks that it makes itself. To Kubernetes
 *       they are a remark.
 *   <li>Probes are left out: podman has systemd call them by a program in the container. Tests ask what they would.
 *   <li>{@code optional: false}, the default, is said of Secrets: podman 4.3 crashes without.
 * </ul>
 */
final class Playable {
    private static final Set<String> KINDS = Set.of("ConfigMap", "Secret", "Deployment");
    private static final List<String> PROBES = List.of("startupProbe", "livenessProbe", "readinessProbe");

    private Playable() {}

    /** The objects in one text. */
    static String of(List<JsonNode> objects) {
        // JSON is YAML, too
        return objects.stream()
                .filter(object -> KINDS.contains(object.path("kind").asText()))
                .map(object -> adapted(object.deepCopy()).toPrettyString())
                .collect(Collectors.joining("\n---\n"));
    }

    private static JsonNode adapted(JsonNode object) {
        JsonNode pod = object.at("/spec/template/spec");
        for (JsonNode container : pod.path("containers")) {
            ((ObjectNode) container).remove("ports");
            ((ObjectNode) container).remove(PROBES);
        }
        for (JsonNode volume : pod.path("volumes")) {
            if (volume.get("secret") instanceof ObjectNode secret && !secret.has("optional")) {
                secret.put("optional", false);
            }
        }
        return object;
    }
}
