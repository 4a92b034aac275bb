package io.github.passage.lab.topology;

import static io.github.passage.lab.topology.OwnTopology.v4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopologyTest {
    private final Topology topology = OwnTopology.privateLink();

    @Test
    void entryAndEndpointAreThePathsEnds() {
        assertThat(topology.entry().role()).isEqualTo(HopRole.VPC_ENDPOINT);
        assertThat(topology.endpoint().role()).isEqualTo(HopRole.TRANSFER_ENDPOINT);
    }

    @Test
    void hopsAreFoundByRoleAndByAddress() {
        assertThat(topology.hop(HopRole.NLB_NODE)).contains(OwnTopology.nlbNode());
        assertThat(topology.hopAt(OwnTopology.NLB)).contains(OwnTopology.nlbNode());
        assertThat(topology.hopAt(OwnTopology.SERVER)).isEmpty();
        assertThat(ShippedTopologies.named("direct").hop(HopRole.NLB_NODE)).isEmpty();
    }

    @Test
    void aPathNeedsAHop() {
        assertThatThrownBy(() -> new Topology("none", "", topology.client(), List.of(), topology.server()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("path: no hops (expected: at least one)");
    }

    @ParameterizedTest
    @CsvSource({
        "127.71.0.10, true",
        "127.72.9.9, true",
        "127.71.0.11, false",
        "127.0.0.1, false",
    })
    void aHopIsReachableFromTheNetworksThatItAdmits(String source, boolean reachable) {
        assertThat(OwnTopology.nlbNode().isReachableFrom(v4(source))).isEqualTo(reachable);
    }

    @ParameterizedTest
    @EnumSource
    void aRoleIsFoundByItsKey(HopRole role) {
        assertThat(HopRole.of(role.key())).contains(role);
    }

    @Test
    void noRoleHasAnotherKey() {
        assertThat(HopRole.of("NLB")).isEmpty();
        assertThat(HopRole.keys()).isEqualTo("vpce, nlb, transfer");
    }
}
