package io.github.passage.it.chart;

import static io.github.passage.it.chart.Rendering.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one object says of another is so. */
class ReferencesTest {
    @TempDir
    private Path directory;

    static Stream<Combination> combinations() {
        return Combinations.all();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void everySelectorFindsThePods(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());
        JsonNode labels = rendering.workload().at("/spec/template/metadata/labels");

        assertThat(Stream.of(
                                rendering.all("Service").map(service -> service.at("/spec/selector")),
                                rendering
                                        .all("PodDisruptionBudget")
                                        .map(budget -> budget.at("/spec/selector/matchLabels")),
                                rendering
                                        .all("NetworkPolicy")
                                        .map(policy -> policy.at("/spec/podSelector/matchLabels")),
                                Stream.of(rendering.workload().at("/spec/selector/matchLabels")))
                        .flatMap(selectors -> selectors))
                .isNotEmpty()
                .allSatisfy(selector -> {
                    assertThat(selector).isNotEmpty();
                    selector.properties()
                            .forEach(label ->
                                    assertThat(labels.path(label.getKey())).isEqualTo(label.getValue()));
                });
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void noSelectorFindsTheTestsPod(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());

        rendering.all("Pod").forEach(pod -> {
            String tested = pod.at("/metadata/labels/app.kubernetes.io~1name").asText();
            rendering
                    .all("Service")
                    .forEach(service -> assertThat(service.at("/spec/selector/app.kubernetes.io~1name")
                                    .asText())
                            .isNotEqualTo(tested));
        });
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void theMonitorFindsTheServiceWithMetrics(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());

        rendering.all("ServiceMonitor").forEach(monitor -> {
            JsonNode selector = monitor.at("/spec/selector/matchLabels");
            assertThat(rendering
                            .all("Service")
                            .filter(service -> selector.properties().stream()
                                    .allMatch(label -> label.getValue()
                                            .equals(service.at("/metadata/labels")
                                                    .path(label.getKey())))))
                    .singleElement()
                    .extracting(Rendering::name)
                    .isEqualTo("demo-passage-admin");
        });
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void portsOfProbesAndServicesAreTheContainers(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());
        Set<String> ports = items(rendering.passage().path("ports"))
                .map(port -> port.path("name").asText())
                .collect(Collectors.toSet());

        for (String probe : Set.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode asked = rendering.passage().path(probe).path("httpGet");
            assertThat(asked.path("port").asText()).isEqualTo("admin").isIn(ports);
            assertThat(asked.path("path").asText()).isEqualTo(probe.startsWith("readiness") ? "/readyz" : "/healthz");
        }
        rendering
                .all("Service")
                .flatMap(service -> items(service.at("/spec/ports")))
                .forEach(port -> assertThat(port.path("targetPort").asText()).isIn(ports));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void everyVolumeThatIsMountedExistsAndWhatTheChartMakesIsThere(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());
        JsonNode pod = rendering.podSpec();
        Set<String> volumes = items(pod.path("volumes"))
                .map(volume -> volume.path("name").asText())
                .collect(Collectors.toSet());

        assertThat(items(pod.path("containers"))
                        .flatMap(container -> items(container.path("volumeMounts")))
                        .map(mount -> mount.path("name").asText()))
                .isSubsetOf(volumes)
                .containsAll(volumes);
        items(pod.path("volumes"))
                .map(volume -> volume.at("/configMap/name").asText())
                .filter(name -> !name.isEmpty())
                .forEach(name -> assertThat(rendering.find("ConfigMap", name)).isPresent());
        items(pod.path("volumes"))
                .map(volume -> volume.at("/secret/secretName").asText())
                .filter(name -> name.startsWith("demo"))
                .forEach(name -> assertThat(rendering.find("Secret", name)).isPresent());
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void theScalerScalesTheWorkload(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());

        rendering.all("HorizontalPodAutoscaler").forEach(scaler -> {
            JsonNode target = scaler.at("/spec/scaleTargetRef");
            assertThat(rendering
                            .get(
                                    target.path("kind").asText(),
                                    target.path("name").asText())
                            .has("spec"))
                    .isTrue();
            // Else an upgrade would take back what the scaler did.
            assertThat(rendering.workload().at("/spec/replicas").isMissingNode())
                    .isTrue();
        });
    }

    @Test
    void replicasThatHandOverHaveNamesThatTheConfigurationKnows() {
        Rendering rendering = Chart.copy(directory).render("""
                targets: ['a:21']
                replicaCount: 3
                handover: {enabled: true, trusted: [10.0.0.0/8]}
                """);

        JsonNode set = rendering.get("StatefulSet", "demo-passage");
        JsonNode names = rendering.get("Service", set.at("/spec/serviceName").asText());
        assertThat(names.at("/spec/clusterIP").asText()).isEqualTo("None");
        assertThat(names.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
        assertThat(rendering.configuration().orElseThrow())
                .contains("peer = \"demo-passage-{ordinal}." + Rendering.name(names) + ":9622\"");
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void policiesLetReplicasReachEachOtherAndTheTestReachPassage(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());
        JsonNode labels = rendering.workload().at("/spec/template/metadata/labels");
        Optional<JsonNode> peers = items(rendering.passage().path("ports"))
                .filter(port -> port.path("name").asText().equals("peers"))
                .map(port -> port.path("containerPort"))
                .findFirst();

        rendering.all("NetworkPolicy").map(policy -> policy.path("spec")).forEach(policy -> {
            peers.ifPresent(port -> {
                assertThat(policy.path("ingress")).anyMatch(rule -> lets(rule, "from", port, labels));
                if (policy.path("policyTypes").toString().contains("Egress")) {
                    assertThat(policy.path("egress")).anyMatch(rule -> lets(rule, "to", port, labels));
                }
            });
            rendering
                    .all("Pod")
                    .forEach(test -> assertThat(policy.path("ingress"))
                            .anyMatch(rule -> lets(
                                    rule,
                                    "from",
                                    rendering
                                            .get("Service", "demo-passage-admin")
                                            .at("/spec/ports/0/port"),
                                    test.at("/metadata/labels"))));
        });
    }

    /** Whether a rule names the port, and pods by labels that are all among those given. */
    private static boolean lets(JsonNode rule, String direction, JsonNode port, JsonNode labels) {
        return items(rule.path("ports")).anyMatch(each -> each.path("port").equals(port))
                && items(rule.path(direction))
                        .map(peer -> peer.at("/podSelector/matchLabels"))
                        .anyMatch(selector -> !selector.isEmpty()
                                && selector.properties().stream()
                                        .allMatch(label ->
                                                labels.path(label.getKey()).equals(label.getValue())));
    }

    @Test
    void aPodIsLeftAsLongAsItDrainsAndFiveSecondsMore() {
        Rendering rendering = Chart.copy(directory).render("targets: ['a:21']\ndrain: {delay: 15s, grace: 2m}");

        assertThat(rendering.podSpec().path("terminationGracePeriodSeconds").asInt())
                .isEqualTo(140);
    }
}
