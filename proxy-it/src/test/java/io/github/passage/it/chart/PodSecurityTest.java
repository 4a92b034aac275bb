package io.github.passage.it.chart;

import static io.github.passage.it.chart.Rendering.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods keep the rules of the restricted Pod Security Standard, and some more. */
class PodSecurityTest {
    @TempDir
    private Path directory;

    static Stream<Combination> combinations() {
        return Combinations.all();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void podsAreRestricted(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());

        assertThat(pods(rendering))
                .isNotEmpty()
                .allSatisfy(
                        pod -> assertThat(RestrictedStandard.violations(pod)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void passageMayWriteOnlyToVolumesAndHasNoAccount(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());

        assertThat(pods(rendering)).allSatisfy(pod -> {
            assertThat(pod.path("automountServiceAccountToken").asText()).isEqualTo("false");
            assertThat(items(pod.path("containers"))
                            .filter(container ->
                                    container.path("image").asText().contains("passage")))
                    .isNotEmpty()
                    .allSatisfy(container -> {
                        assertThat(container
                                        .at("/securityContext/readOnlyRootFilesystem")
                                        .asBoolean())
                                .isTrue();
                        assertThat(items(container.path("volumeMounts"))
                                        .map(mount -> mount.path("mountPath").asText()))
                                .contains("/tmp");
                    });
        });
    }

    private static List<JsonNode> pods(Rendering rendering) {
        return Stream.concat(
                        Stream.of(rendering.podSpec()), rendering.all("Pod").map(pod -> pod.path("spec")))
                .toList();
    }

    @Test
    void theRulesFindWhatIsNotRestricted() throws Exception {
        JsonNode pod = Rendering.YAML.readTree("""
                hostNetwork: true
                securityContext: {runAsUser: 0, sysctls: [{name: net.core.somaxconn, value: '1'}]}
                volumes: [{name: a, hostPath: {path: /}}]
                containers:
                  - name: a
                    ports: [{containerPort: 1, hostPort: 1}]
                    securityContext: {privileged: true, capabilities: {add: [NET_ADMIN]}}
                """);

        assertThat(RestrictedStandard.violations(pod))
                .containsExactlyInAnyOrder(
                        "hostNetwork",
                        "sysctl net.core.somaxconn",
                        "volume a: hostPath",
                        "pod: runAsUser 0",
                        "a: hostPort",
                        "a: privileged",
                        "a: allowPrivilegeEscalation",
                        "a: capabilities not all dropped",
                        "a: capability NET_ADMIN",
                        "a: runAsNonRoot",
                        "a: seccompProfile");
        assertThat(Set.of("NET_BIND_SERVICE")).isEqualTo(RestrictedStandard.ADDABLE);
    }
}
