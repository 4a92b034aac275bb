package io.github.passage.lab.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.Cidr;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedTopologiesTest {
    private static final Cidr LOOPBACK = Cidr.parse("127.0.0.0/8");

    static List<Topology> all() {
        return ShippedTopologies.all();
    }

    @ParameterizedTest
    @CsvSource({"direct,transfer", "nlb,nlb transfer", "privatelink,vpce nlb transfer"})
    void aNameGivesThePathFromClientToServer(String name, String hops) {
        Topology topology = ShippedTopologies.named(name);

        assertThat(topology.name()).isEqualTo(name);
        assertThat(topology.path()).extracting(hop -> hop.role().key()).containsExactly(hops.split(" "));
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThatExist() {
        assertThatThrownBy(() -> ShippedTopologies.named("PrivateLink"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"PrivateLink\" (expected: one of direct, nlb, privatelink)");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theClientReachesTheFirstHopOnly(Topology topology) {
        Inet4Address client = topology.client().address();

        assertThat(topology.path().stream().filter(hop -> hop.isReachableFrom(client)))
                .containsExactly(topology.entry());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyHopReachesTheNext(Topology topology) {
        List<TopologyHop> path = topology.path();
        for (int i = 1; i < path.size(); i++) {
            assertThat(path.get(i).isReachableFrom(path.get(i - 1).address()))
                    .as("%s to %s", path.get(i - 1).role(), path.get(i).role())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyAddressIsALoopbackAddressOfItsOwn(Topology topology) {
        List<Inet4Address> addresses = new ArrayList<>(
                topology.path().stream().map(TopologyHop::address).toList());
        addresses.add(topology.server());
        addresses.add(topology.client().address());

        assertThat(addresses).doesNotHaveDuplicates().allMatch(LOOPBACK::contains);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyHopLiesInItsVpcAndTheServerInNone(Topology topology) {
        assertThat(topology.path())
                .allMatch(hop -> hop.vpc().network().contains(hop.address()))
                .noneMatch(hop -> hop.vpc().network().contains(topology.server()));
    }

    @Test
    void theClientStandsAtTheAddressThatRealClientsHave() {
        assertThat(all())
                .allMatch(
                        topology -> topology.client().address().getHostAddress().equals("127.0.0.1"));
    }
}
