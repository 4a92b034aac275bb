package io.github.passage.it.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.program.RunningHop;
import io.github.passage.it.server.FtpServers;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three HAProxies, as the three nodes of a load balancer, in front of one Passage, each on a host of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class HaproxyIT {
    private static final String FIRST = "header = first";

    /** On the internet. */
    private static final InetAddress OUTSIDE = InetAddress.ofLiteral("198.18.77.10");

    private final ItLogs logs = ItLogs.fresh("HaproxyIT");
    private Zones zones;
    private Scene scene;

    @BeforeAll
    void start() throws IOException {
        Tools.require(Tool.HAPROXY);
        zones = Zones.open(logs);
        scene = new Scene(zones.stage(), FtpServers.PROFTPD, logs);
    }

    @AfterAll
    void stop() {
        try (Zones _ = zones;
                Scene _ = scene) {
            // To end what has begun
        }
        if (zones != null) {
            assertThat(zones.left()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"send-proxy", "send-proxy-v2"})
    void eachClientIsToldTheNodeThatItHasReached(String header) throws IOException {
        try (RunningHop passage = scene.start(FIRST, "= proxy-destination");
                Haproxy one = node(0, passage, header);
                Haproxy two = node(1, passage, header);
                Haproxy three = node(2, passage, header)) {
            for (Haproxy node : new Haproxy[] {one, two, three}) {
                Errands errands = new Errands(scene, node.address());
                errands.stepByStep(node.address().getAddress());
                errands.allLiteralClients();
            }
        }
    }

    @Test
    void anInternetFacingNodeHasAPublicAddress() throws IOException {
        Place mapped = scene.nodes().getFirst();
        String rules = "{ rules = [ { node = %s, address = %s } ], default = proxy-destination }"
                .formatted(mapped.address().getHostAddress(), OUTSIDE.getHostAddress());
        zones.publish(OUTSIDE, mapped);
        try (RunningHop passage = scene.start(FIRST, rules);
                Haproxy outer = node(0, passage, "send-proxy-v2");
                Haproxy inner = node(1, passage, "send-proxy-v2")) {
            Errands errands = new Errands(
                    scene, new InetSocketAddress(OUTSIDE, outer.address().getPort()));
            errands.stepByStep(OUTSIDE);
            errands.allLiteralClients();
            new Errands(scene, inner.address()).stepByStep(inner.address().getAddress());
        }
    }

    @Test
    void whoComesWithoutALoadBalancerIsRefused() throws IOException {
        try (RunningHop passage = scene.start(FIRST, "= proxy-destination")) {
            assertThatThrownBy(() -> scene.clients().call(() -> FtpDialog.open(passage.address())))
                    .isInstanceOf(IOException.class);
            passage.program().awaitError("a source not trusted to send a PROXY header");
        }
    }

    private Haproxy node(int number, RunningHop passage, String header) throws IOException {
        return Haproxy.start(scene, scene.nodes().get(number), passage.address(), header);
    }
}
