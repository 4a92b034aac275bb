package io.github.passage.lab.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.hop.Admission;
import io.github.passage.lab.client.ClientHost;
import io.github.passage.lab.client.ScriptedClient;
import io.github.passage.lab.fabric.LoopbackNetwork;
import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.file.TopologyFiles;
import io.github.passage.passive.PassiveAddressPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real bytes through every shipped topology that the loopback fabric can show. */
class TopologyTrafficTest {
    private static final int CONTROL_PORT = 2121;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** A node port leads a data connection to any of three pods: this often it must have met its own, or it never does. */
    private static final int TRIES = 60;

    static Stream<String> topologies() {
        return TopologyFiles.shipped().stream()
                .filter(name -> TopologyFiles.load(name).netnsOnly().isEmpty());
    }

    private static LabSettings settings(Topology topology) {
        return new LabSettings(
                topology,
                new TimeScale(1),
                Optional.empty(),
                new PassiveAddressPolicy.Keep(),
                List.of(),
                OptionalInt.empty(),
                Admission.Refusal.DROP);
    }

    @ParameterizedTest
    @MethodSource("topologies")
    void everyClientListsAtEveryHopThatItReaches(String name) throws Exception {
        Topology topology = TopologyFiles.load(name);
        try (LoopbackNetwork fabric = new LoopbackNetwork(topology, CONTROL_PORT);
                Lab lab = Lab.start(settings(topology), fabric, event -> {})) {
            for (Client client : topology.clients()) {
                for (NetworkInterface entry : topology.entries(client)) {
                    InetSocketAddress hop =
                            new InetSocketAddress(fabric.plan().real(entry.network(), entry.address()), CONTROL_PORT);
                    assertThat(lists(lab.host(client.name()), hop))
                            .as("%s at %s", client.name(), entry.name())
                            .isTrue();
                }
            }
        }
    }

    private static boolean lists(ClientHost host, InetSocketAddress hop) {
        for (int i = 0; i < TRIES; i++) {
            try (ScriptedClient client = ScriptedClient.login(host, hop, PATIENCE)) {
                InetSocketAddress told = client.pasv().orElseThrow();
                try (Socket data = client.dial(client.atControlAddress(told))) {
                    client.command("LIST");
                    if (data.getInputStream().readAllBytes().length > 0) {
                        return true;
                    }
                }
            } catch (IOException nextTry) {
                // Nobody waited there: the connection came to another pod.
            }
        }
        return false;
    }

    @Test
    void aSecurityGroupThatAdmitsNobodyHereAdmitsNobody(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("closed.conf"),
                TopologyFiles.shippedText("nlb").replaceFirst("admits = \\[[^]]*]", "admits = [ \"10.9.0.0/16\" ]"));
        Topology topology = TopologyFiles.load(file.toString());
        try (LoopbackNetwork fabric = new LoopbackNetwork(topology, CONTROL_PORT);
                Lab lab = Lab.start(settings(topology), fabric, event -> {})) {
            NetworkInterface endpoint =
                    topology.servers().getFirst().endpoints().getFirst();
            InetSocketAddress server =
                    new InetSocketAddress(fabric.plan().real(endpoint.network(), endpoint.address()), CONTROL_PORT);
            ClientHost host = lab.host(topology.client().name());

            assertThatThrownBy(() -> ScriptedClient.connect(host, server, Duration.ofMillis(500)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void fiftyHopsStandInFiveSecondsAndIdleWithoutWork(@TempDir Path folder) throws Exception {
        Topology topology = TopologyFiles.load(
                Files.writeString(folder.resolve("fifty.conf"), fifty()).toString());
        assertThat(topology.interfaces()).hasSize(50);
        long began = System.nanoTime();
        try (LoopbackNetwork fabric = new LoopbackNetwork(topology, CONTROL_PORT);
                Lab lab = Lab.start(settings(topology), fabric, event -> {})) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(lab.host("laptop")).isNotNull();
            // What was started has first to be compiled by the JVM's own threads.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> Cpu.over(Duration.ofSeconds(1)).share() < 0.03);
        }
    }

    private static String fifty() {
        StringBuilder text = new StringBuilder("""
                topology {
                  summary = "many hops"
                  networks { provider { cidr = "10.1.0.0/16", subnets { a { cidr = "10.1.0.0/16", zone = az1 } } } }
                  clients { laptop { subnet = provider.a, address = 10.1.0.5 } }
                """);
        for (int i = 1; i <= 25; i++) {
            text.append("""
                      load-balancers { nlb-%1$d { nodes { a { subnet = provider.a, address = 10.1.1.%1$d } }, targets = [ s-%1$d ] } }
                      servers { s-%1$d { endpoints { a { subnet = provider.a, address = 10.1.2.%1$d } } } }
                    """.formatted(i));
        }
        return text.append("}\n").toString();
    }
}
