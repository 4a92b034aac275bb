package io.github.passage.it.chart;

import static io.github.passage.it.chart.Rendering.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.passage.address.PortRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ports are written once, and are the same everywhere. */
class PortsTest {
    @TempDir
    private Path directory;

    static Stream<Combination> proxies() {
        return Combinations.proxies();
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void everyDataPortOfTheConfigurationIsOneOfContainerServiceAndPolicy(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());
        List<Integer> expected =
                range(rendering, "data-ports").orElseThrow().ports().boxed().toList();

        assertThat(items(rendering.passage().path("ports"))
                        .filter(port -> port.path("name").asText().startsWith("data-"))
                        .map(port -> port.path("containerPort").asInt()))
                .containsExactlyElementsOf(expected);
        rendering
                .service()
                .ifPresent(service -> assertThat(dataPorts(service))
                        .allSatisfy(port -> assertThat(port.path("targetPort").asText())
                                .isEqualTo(port.path("name").asText())
                                .isEqualTo("data-" + port.path("port").asText()))
                        .extracting(port -> port.path("port").asInt())
                        .containsExactlyElementsOf(expected));
        rendering
                .all("NetworkPolicy")
                .forEach(policy -> assertThat(open(policy)).containsAll(expected));
    }

    @Test
    void aHeadlessServiceHasThePodsPortsSinceItTranslatesNone() {
        Rendering rendering = Chart.copy(directory).render("""
                targets: ['a:21']
                controlPort: 2100
                service: {clusterIP: None}
                """);

        assertThat(items(rendering.service().orElseThrow().at("/spec/ports"))
                        .map(port -> port.path("port").asInt()))
                .containsExactlyElementsOf(items(rendering.passage().path("ports"))
                        .filter(port -> !port.path("name").asText().equals("admin"))
                        .map(port -> port.path("containerPort").asInt())
                        .toList());
        assertThat(rendering.get("Pod", "demo-passage-test").toString()).contains("ftp://demo-passage:2100/");
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void clientsAreToldTheNodePortsWhereThereAreAny(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());

        List<Integer> nodePorts = rendering.service().stream()
                .flatMap(service -> dataPorts(service).stream())
                .filter(port -> port.has("nodePort"))
                .map(port -> port.path("nodePort").asInt())
                .toList();

        assertThat(range(rendering, "advertised-data-ports").stream()
                        .flatMapToInt(PortRange::ports)
                        .boxed())
                .containsExactlyElementsOf(nodePorts);
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void namesOfPortsAreValidAndDoNotRepeat(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());

        Stream.concat(
                        items(rendering.podSpec().path("containers")).map(container -> container.path("ports")),
                        rendering.all("Service").map(service -> service.at("/spec/ports")))
                .forEach(ports -> assertThat(
                                items(ports).map(port -> port.path("name").asText()))
                        .doesNotHaveDuplicates()
                        .allMatch(name -> name.matches("[a-z][a-z0-9-]{0,14}")));
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void thePodMayBindItsControlPort(Combination combination) {
        Rendering rendering = Chart.copy(directory).render(combination.values());

        int control = items(rendering.passage().path("ports"))
                .filter(port -> port.path("name").asText().equals("control"))
                .mapToInt(port -> port.path("containerPort").asInt())
                .sum();
        int unprivileged = items(rendering.podSpec().at("/securityContext/sysctls"))
                .filter(sysctl -> sysctl.path("name").asText().equals("net.ipv4.ip_unprivileged_port_start"))
                .mapToInt(sysctl -> sysctl.path("value").asInt())
                .findFirst()
                .orElse(1024);

        assertThat(control).isGreaterThanOrEqualTo(unprivileged);
    }

    @Test
    void noPolicyOpensMoreThanItMust() {
        Rendering rendering = Chart.copy(directory).render("""
                targets: ['a:21']
                dataPorts: 9000-9002
                networkPolicy: {enabled: true, clients: [10.0.0.0/8]}
                """);

        JsonNode policy = rendering.get("NetworkPolicy", "demo-passage");
        assertThat(open(policy)).containsExactly(2121, 9000, 9001, 9002, 9621, 9621, 2121);
        assertThat(policy.at("/spec/ingress"))
                .allSatisfy(rule -> assertThat(rule.path("from")).isNotEmpty());
    }

    private static List<JsonNode> dataPorts(JsonNode service) {
        return items(service.at("/spec/ports"))
                .filter(port -> port.path("name").asText().startsWith("data-"))
                .toList();
    }

    private static List<Integer> open(JsonNode policy) {
        return items(policy.at("/spec/ingress"))
                .flatMap(rule -> items(rule.path("ports")))
                .flatMapToInt(port -> {
                    int first = port.path("port").asInt();
                    return IntStream.rangeClosed(first, port.path("endPort").asInt(first));
                })
                .boxed()
                .toList();
    }

    private static Optional<PortRange> range(Rendering rendering, String key) {
        Matcher line = Pattern.compile("(?m)(?<![\\w-])" + key + " = ([0-9-]+)")
                .matcher(rendering.configuration().orElseThrow());
        return line.find() ? Optional.of(PortRange.parse(line.group(1))) : Optional.empty();
    }
}
