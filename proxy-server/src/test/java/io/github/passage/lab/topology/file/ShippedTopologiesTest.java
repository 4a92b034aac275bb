package io.github.passage.lab.topology.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.passage.lab.scenario.Scenario;
import io.github.passage.lab.scenario.Scenarios;
import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.LoopbackPlan;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Topology;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedTopologiesTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            direct                            | transfer.a                                                | transfer.a
            direct-multi-az                   | transfer.a transfer.b transfer.c                          | transfer.a transfer.b transfer.c
            nlb                               | nlb.a transfer.a                                          | nlb.a
            nlb-multi-az                      | nlb.a nlb.b nlb.c transfer.a transfer.b transfer.c        | nlb.a nlb.b nlb.c
            nlb-multi-az-per-az-server        | nlb.a nlb.b nlb.c transfer-a.a transfer-b.b transfer-c.c  | nlb.a nlb.b nlb.c
            nlb-public                        | nlb.a nlb.b transfer.a transfer.b                         | nlb.a nlb.b
            privatelink                       | endpoint.a nlb.a transfer.a                               | endpoint.a
            privatelink-multi-az              | endpoint.a endpoint.b nlb.a nlb.b transfer.a transfer.b   | endpoint.a endpoint.b
            privatelink-two-consumers         | endpoint.a second-endpoint.a nlb.a transfer.a             | endpoint.a
            privatelink-two-consumers-overlap | endpoint.a second-endpoint.a nlb.a transfer.a             | endpoint.a
            plain-nat                         | router server.host                                        | router
            kubernetes-nodeport               | nodeport.node pod-1.pod pod-2.pod pod-3.pod               | nodeport.node
            """)
    void hasTheHopsThatItsFileTellsOfAndTheClientReachesTheFirst(String name, String hops, String entries) {
        Topology topology = TopologyFiles.load(name);

        assertThat(names(topology.interfaces())).isEqualTo(hops);
        assertThat(names(topology.entries(topology.client()))).isEqualTo(entries);
        assertThat(topology.netnsOnly().isPresent()).isEqualTo(name.endsWith("-overlap"));
        assertThat(topology.summary()).isNotBlank();
    }

    private static String names(List<NetworkInterface> interfaces) {
        return interfaces.stream().map(NetworkInterface::name).collect(Collectors.joining(" "));
    }

    static Stream<String> ofScenarios() {
        return Scenarios.all().stream().map(Scenario::setup).map(Scenario.Setup::topology);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofScenarios")
    void theTopologyOfEachScenarioLoadsAndSuitsTheLoopbackFabric(String name) {
        Topology topology = TopologyFiles.load(name);

        AddressPlan plan = new LoopbackPlan(topology);
        assertThat(topology.interfaces())
                .allSatisfy(each -> assertThat(
                                plan.real(each.network(), each.address()).isLoopbackAddress())
                        .isTrue());
    }

    @Test
    void theListNamesAllThatShip() {
        assertThat(TopologyFiles.shipped()).allSatisfy(name -> {
            assertThat(TopologyFiles.load(name).name()).isEqualTo(name);
            assertThat(TopologyFiles.shippedText(name)).startsWith("# ").contains("topology {");
        });
    }

    @Test
    void anUnknownNameIsToldWithThoseThatShip() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopologyFiles.load("ring"))
                .withMessageStartingWith("\"ring\" (expected: one of direct, ")
                .withMessageEndingWith(", or a file such as ./my.conf)");
    }
}
