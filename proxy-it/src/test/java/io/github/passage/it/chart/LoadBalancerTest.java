package io.github.passage.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the AWS Load Balancer Controller is told. */
class LoadBalancerTest {
    private static final String PREFIX = "service.beta.kubernetes.io/aws-load-balancer-";
    private static final String BASE = """
            targets: ['a:21']
            passiveAddress: 203.0.113.5
            proxyProtocol: {trusted: [10.1.0.0/16]}
            """;

    @TempDir
    private Path directory;

    static Stream<Combination> balanced() {
        return Combinations.proxies().filter(combination -> combination.values().contains("nlb: {enabled: true"));
    }

    @ParameterizedTest
    @MethodSource("balanced")
    void healthIsNeverLookedAtOnADataPort(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());
        JsonNode service = rendering.service().orElseThrow();
        Map<String, String> told = annotations(service);

        List<String> served = Rendering.items(service.at("/spec/ports"))
                .map(port -> port.path("port").asText())
                .toList();
        assertThat(served).doesNotContain("9621").hasSizeLessThanOrEqualTo(50);
        // By itself the controller takes the node's port of externalTrafficPolicy Local, and else each data port.
        if (told.containsKey("healthcheck-port")) {
            assertThat(told.get("healthcheck-port"))
                    .isNotEqualTo("traffic-port")
                    .isNotIn(served);
        } else {
            assertThat(service.at("/spec/externalTrafficPolicy").asText()).isEqualTo("Local");
            assertThat(told).containsEntry("nlb-target-type", "instance");
        }
    }

    @ParameterizedTest
    @MethodSource("balanced")
    void aDrainCutsNoConnectionAndIsWaitedFor(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());

        Map<String, String> attributes = attributes(rendering, "target-group-attributes");
        assertThat(attributes)
                .containsEntry("target_health_state.unhealthy.connection_termination.enabled", "false")
                .containsKey("preserve_client_ip.enabled");
        assertThat(Integer.parseInt(attributes.get("deregistration_delay.timeout_seconds")))
                .isEqualTo(rendering
                                .podSpec()
                                .path("terminationGracePeriodSeconds")
                                .asInt()
                        - 5);
    }

    @Test
    void whatAwsBoundsStaysWithin() {
        Rendering rendering = Chart.copy(directory).render(BASE + """
                drain: {delay: 1m, grace: 1h}
                service: {type: LoadBalancer, nlb: {enabled: true, healthCheckInterval: 5}}
                """);

        assertThat(attributes(rendering, "target-group-attributes"))
                .containsEntry("deregistration_delay.timeout_seconds", "3600");
        assertThat(annotations(rendering.service().orElseThrow()))
                .containsEntry("healthcheck-interval", "5")
                .containsEntry("healthcheck-timeout", "5");
    }

    @Test
    void podsAreAskedWhetherTheyAreReady() {
        assertThat(annotations(nlb("enabled: true")))
                .containsEntry("type", "external")
                .containsEntry("nlb-target-type", "ip")
                .containsEntry("scheme", "internal")
                .containsEntry("healthcheck-port", "9621")
                .containsEntry("healthcheck-protocol", "http")
                .containsEntry("healthcheck-path", "/readyz")
                .doesNotContainKeys("proxy-protocol", "subnets");
    }

    @Test
    void whereChecksCarryAProxyHeaderTheyAreNoHttp() {
        assertThat(annotations(nlb("enabled: true, proxyProtocol: true")))
                .containsEntry("proxy-protocol", "*")
                .containsEntry("healthcheck-port", "9621")
                .containsEntry("healthcheck-protocol", "tcp")
                .doesNotContainKey("healthcheck-path");
    }

    @Test
    void nodesAreAskedWhetherTheyForward() {
        Rendering rendering = Chart.copy(directory)
                .render(BASE + "service: {type: LoadBalancer, externalTrafficPolicy: Cluster,"
                        + " nlb: {enabled: true, targetType: instance}}");

        assertThat(annotations(rendering.service().orElseThrow()))
                .containsEntry("healthcheck-port", "10256")
                .containsEntry("healthcheck-path", "/healthz");
    }

    @Test
    void theConfigurationFollowsTheHeaders() {
        assertThat(nlbConfiguration("enabled: true, proxyProtocol: true"))
                .contains("proxy-protocol { accept = required, header = late, trusted = [\"10.1.0.0/16\"] }");
        assertThat(nlbConfiguration("enabled: true")).doesNotContain("proxy-protocol");
    }

    @Test
    void choicesReachTheBalancerAndOnesOwnAnnotationsWin() {
        Rendering rendering = Chart.copy(directory).render(BASE + """
                service:
                  type: LoadBalancer
                  annotations: {service.beta.kubernetes.io/aws-load-balancer-healthcheck-interval: '30', a: b}
                  nlb: {enabled: true, scheme: internal, crossZone: false, preserveClientIp: false, subnets: [s-a, s-b],
                    privateAddresses: [10.1.0.5, 10.1.1.5], securityGroups: [sg-1]}
                """);

        assertThat(annotations(rendering.service().orElseThrow()))
                .containsEntry("healthcheck-interval", "30")
                .containsEntry("attributes", "load_balancing.cross_zone.enabled=false")
                .containsEntry("subnets", "s-a,s-b")
                .containsEntry("private-ipv4-addresses", "10.1.0.5,10.1.1.5")
                .containsEntry("security-groups", "sg-1");
        assertThat(attributes(rendering, "target-group-attributes"))
                .containsEntry("preserve_client_ip.enabled", "false");
    }

    private JsonNode nlb(String values) {
        return Chart.copy(directory)
                .render(BASE + "service: {type: LoadBalancer, nlb: {" + values + "}}")
                .service()
                .orElseThrow();
    }

    private String nlbConfiguration(String values) {
        return Chart.copy(directory)
                .render(BASE + "service: {type: LoadBalancer, nlb: {" + values + "}}")
                .configuration()
                .orElseThrow();
    }

    private static Map<String, String> annotations(JsonNode service) {
        Map<String, String> told = new TreeMap<>();
        service.at("/metadata/annotations").properties().forEach(each -> {
            assertThat(each.getValue().isTextual()).as(each.getKey()).isTrue();
            if (each.getKey().startsWith(PREFIX)) {
                told.put(
                        each.getKey().substring(PREFIX.length()),
                        each.getValue().asText());
            }
        });
        return told;
    }

    private static Map<String, String> attributes(Rendering rendering, String annotation) {
        return Arrays.stream(annotations(rendering.service().orElseThrow())
                        .get(annotation)
                        .split(",", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
