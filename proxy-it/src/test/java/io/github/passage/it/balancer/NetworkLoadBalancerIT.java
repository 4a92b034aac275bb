package io.github.passage.it.balancer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.balancer.TestBalancer.Way;
import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.program.RunningHop;
import io.github.passage.it.server.FtpServers;
import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.tool.ItLogs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passage behind what an AWS Network Load Balancer does: headers that name endpoints, and headers that come late. */
@TestInstance(Lifecycle.PER_CLASS)
class NetworkLoadBalancerIT {
    private static final String ONE = "vpce-0123456789abcdef0";
    private static final String OTHER = "vpce-0fedcba9876543210";

    private final ItLogs logs = ItLogs.fresh("NetworkLoadBalancerIT");
    private final LoopbackAddresses addresses = new LoopbackAddresses();
    private Scene scene;

    @BeforeAll
    void start() throws IOException {
        scene = new Scene(Stage.onLoopback(addresses), FtpServers.APACHE_FTPSERVER, logs);
    }

    @AfterAll
    void stop() {
        if (scene != null) {
            scene.close();
        }
    }

    @ParameterizedTest(name = "header = {0}")
    @ValueSource(strings = {"first", "late"})
    void clientsOfEndpointsAreToldTheAddressOfTheirEndpointInTheirZone(String placement) throws IOException {
        boolean isLate = placement.equals("late");
        InetAddress zoneA = scene.nodes().get(0).address();
        InetAddress zoneB = scene.nodes().get(1).address();
        List<InetAddress> endpoints = List.of(addresses.next(), addresses.next(), addresses.next());
        String rules = """
                {
                  rules = [
                    { endpoint = %1$s, node = %2$s, address = %3$s }
                    { endpoint = %1$s, node = %4$s, address = %5$s }
                    { endpoint = %6$s, address = %7$s }
                    { address = proxy-destination }
                  ]
                  default = control
                }""".formatted(
                        ONE,
                        zoneA.getHostAddress(),
                        endpoints.get(0).getHostAddress(),
                        zoneB.getHostAddress(),
                        endpoints.get(1).getHostAddress(),
                        OTHER,
                        endpoints.get(2).getHostAddress());
        try (RunningHop passage = scene.start("header = " + placement, rules);
                TestBalancer oneInA = balancer(passage, new Way(endpoints.get(0), zoneA, ONE, isLate));
                TestBalancer oneInB = balancer(passage, new Way(endpoints.get(1), zoneB, ONE, isLate));
                TestBalancer other = balancer(passage, new Way(endpoints.get(2), zoneA, OTHER, isLate));
                TestBalancer inside = balancer(passage, new Way(zoneA, zoneA, "", isLate))) {
            for (TestBalancer each : new TestBalancer[] {oneInA, oneInB, other, inside}) {
                new Errands(scene, each.address()).stepByStep(each.address().getAddress());
            }
        }
    }

    @Test
    void lateHeadersServeLiteralClients() throws IOException {
        InetAddress node = scene.nodes().getFirst().address();
        try (RunningHop passage = scene.start("header = late", "= proxy-destination");
                TestBalancer balancer = balancer(passage, new Way(node, node, "", true))) {
            new Errands(scene, balancer.address()).allLiteralClients();
        }
    }

    @ParameterizedTest(name = "header = {0}")
    @ValueSource(strings = {"first", "late"})
    void clientsOfOneNodeGetTheirOwnFiles(String placement) throws IOException {
        InetAddress node = scene.nodes().getFirst().address();
        InetAddress oneClient = addresses.next();
        InetAddress otherClient = addresses.next();
        try (RunningHop passage = scene.start("header = " + placement, "= proxy-destination");
                TestBalancer balancer = balancer(passage, new Way(node, node, "", placement.equals("late")));
                FtpDialog one = FtpDialog.open(balancer.address(), oneClient);
                FtpDialog other = FtpDialog.open(balancer.address(), otherClient)) {
            one.login(scene.server().account());
            other.login(scene.server().account());
            InetSocketAddress portOfOne = one.pasv();
            InetSocketAddress portOfOther = other.pasv();
            other.send("RETR w/" + Scene.FILE);
            one.send("LIST w");
            try (Socket dataOfOther = other.openData(portOfOther);
                    Socket dataOfOne = one.openData(portOfOne)) {
                assertThat(dataOfOther.getInputStream().readAllBytes()).hasSize(Scene.CONTENT.length());
                assertThat(new String(dataOfOne.getInputStream().readAllBytes(), UTF_8))
                        .contains(Scene.FILE);
            }
            new Errands(scene, balancer.address()).stepByStep(node, Optional.of(oneClient));
        }
    }

    private static TestBalancer balancer(RunningHop passage, Way way) throws IOException {
        return new TestBalancer(way, passage.address());
    }
}
