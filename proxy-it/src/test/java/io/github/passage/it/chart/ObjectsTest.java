package io.github.passage.it.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object that is rendered is one that Kubernetes, or Prometheus' operator, knows, with fields that it knows. */
class ObjectsTest {
    /** What the operator knows of these kinds, as far as the chart sets it. */
    private static final Map<String, Set<String>> OF_THE_OPERATOR = Map.of(
            "ServiceMonitor",
            Set.of(
                    "/selector/matchLabels/app.kubernetes.io~1component",
                    "/selector/matchLabels/app.kubernetes.io~1instance",
                    "/selector/matchLabels/app.kubernetes.io~1name",
                    "/selector/matchLabels/passage~1service",
                    "/endpoints/0/port",
                    "/endpoints/0/path",
                    "/endpoints/0/interval",
                    "/endpoints/0/authorization/type",
                    "/endpoints/0/authorization/credentials/name",
                    "/endpoints/0/authorization/credentials/key",
                    "/endpoints/0/relabelings/0/targetLabel",
                    "/endpoints/0/relabelings/0/replacement"));

    @TempDir
    private Path directory;

    static Stream<Combination> combinations() {
        return Combinations.all();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void everyObjectIsKnownAndSoIsEachOfItsFields(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());

        assertThat(rendering.objects()).hasSizeGreaterThan(3).allSatisfy(ObjectsTest::isKnown);
    }

    private static void isKnown(JsonNode object) {
        switch (object.path("kind").asText()) {
            case "ServiceMonitor" -> isServiceMonitor(object);
            case "PrometheusRule" -> isPrometheusRule(object);
            default -> {
                HasMetadata known = StrictModels.read(object)
                        .orElseThrow(
                                () -> new AssertionError(object.path("kind").asText()));
                assertThat(known.getApiVersion())
                        .isEqualTo(object.path("apiVersion").asText());
                assertThat(StrictModels.unknownFields(known)).isEmpty();
            }
        }
    }

    private static void isServiceMonitor(JsonNode object) {
        assertThat(object.path("apiVersion").asText()).isEqualTo("monitoring.coreos.com/v1");
        Set<String> leaves = new HashSet<>();
        collectLeaves(object.path("spec"), "", leaves);
        assertThat(leaves).isEqualTo(OF_THE_OPERATOR.get("ServiceMonitor"));
    }

    private static void collectLeaves(JsonNode node, String path, Set<String> leaves) {
        if (node.isValueNode()) {
            leaves.add(path);
        }
        node.properties()
                .forEach(entry -> collectLeaves(
                        entry.getValue(), path + "/" + entry.getKey().replace("/", "~1"), leaves));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collectLeaves(node.get(i), path + "/" + i, leaves);
        }
    }

    private static void isPrometheusRule(JsonNode object) {
        assertThat(object.path("apiVersion").asText()).isEqualTo("monitoring.coreos.com/v1");
        assertThat(object.path("spec").fieldNames()).toIterable().containsExactly("groups");
        assertThat(object.at("/spec/groups")).hasSizeGreaterThan(3).allSatisfy(group -> {
            assertThat(group.fieldNames()).toIterable().containsExactly("name", "rules");
            assertThat(group.path("rules"))
                    .isNotEmpty()
                    .allSatisfy(rule -> assertThat(rule.fieldNames())
                            .toIterable()
                            .isSubsetOf("alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations"));
        });
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void noTwoObjectsHaveTheSameName(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());

        assertThat(rendering.objects())
                .extracting(object -> object.path("kind").asText() + " " + Rendering.name(object))
                .doesNotHaveDuplicates();
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFoundWhereverItIs() throws Exception {
        JsonNode pod = Rendering.YAML.readTree("""
                apiVersion: v1
                kind: Pod
                metadata: {name: a, label: {}}
                spec:
                  container: []
                  containers: [{name: a, readinessProbe: {httpGet: {port: 1, pfad: /}}}]
                """);

        assertThat(StrictModels.unknownFields(StrictModels.read(pod).orElseThrow()))
                .containsExactlyInAnyOrder(
                        "Pod.Metadata.label",
                        "Pod.Spec.container",
                        "Pod.Spec.Containers[].ReadinessProbe.HttpGet.pfad");
    }

    @Test
    void aValueOfAnotherTypeThanTheFieldsIsFound() throws Exception {
        JsonNode service = Rendering.YAML.readTree("{apiVersion: v1, kind: Service, spec: {ports: {}}}");

        assertThatThrownBy(() -> StrictModels.read(service)).hasMessageContaining("ports");
    }
}
