package io.github.passage.lab;

import static io.github.passage.lab.topology.OwnTopology.v4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.hop.Admission;
import io.github.passage.lab.topology.HopRole;
import io.github.passage.lab.topology.OwnTopology;
import io.github.passage.lab.topology.ShippedTopologies;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabSettingsTest {
    private static final PassiveAddressPolicy CONTROL = new PassiveAddressPolicy.Control();

    private static LabSettings with(Topology topology, PassiveIp announced, HopRole rewriteAt, int controlPort) {
        return new LabSettings(topology, announced, CONTROL, rewriteAt, controlPort, Admission.Refusal.DROP);
    }

    private static LabSettings rewritingAt(HopRole role) {
        return with(OwnTopology.privateLink(), new PassiveIp.Auto(), role, 2121);
    }

    @Test
    void onlyTheNamedHopRewrites() {
        LabSettings settings = rewritingAt(HopRole.NLB_NODE);

        assertThat(settings.policyOf(HopRole.NLB_NODE)).isEqualTo(CONTROL);
        assertThat(settings.policyOf(HopRole.VPC_ENDPOINT)).isEqualTo(new PassiveAddressPolicy.Keep());
        assertThat(settings.policyOf(HopRole.TRANSFER_ENDPOINT)).isEqualTo(new PassiveAddressPolicy.Keep());
    }

    @Test
    void theHopThatTheClientReachesAndTheOneThatRewritesFollowFtp() {
        LabSettings settings = rewritingAt(HopRole.NLB_NODE);

        assertThat(settings.followsFtp(HopRole.VPC_ENDPOINT)).isTrue();
        assertThat(settings.followsFtp(HopRole.NLB_NODE)).isTrue();
        assertThat(settings.followsFtp(HopRole.TRANSFER_ENDPOINT)).isFalse();
        assertThat(rewritingAt(HopRole.VPC_ENDPOINT).followsFtp(HopRole.NLB_NODE))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 21, 2121, 8191, 8201, 65535})
    void aControlPortIsAnyPortOutsideTheDataPorts(int port) {
        assertThatCode(() -> with(OwnTopology.privateLink(), new PassiveIp.Auto(), HopRole.NLB_NODE, port))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 8192, 8196, 8200, 65536})
    void anotherControlPortIsRefusedByItsFlag(int port) {
        assertThatThrownBy(() -> with(OwnTopology.privateLink(), new PassiveIp.Auto(), HopRole.NLB_NODE, port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--control-port: \"" + port + "\" (expected: 1-65535, but not a data port of 8192-8200)");
    }

    @Test
    void aHopThatIsNotOnThePathCannotRewrite() {
        assertThatThrownBy(() -> with(ShippedTopologies.named("direct"), new PassiveIp.Auto(), HopRole.NLB_NODE, 2121))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--rewrite-at: \"nlb\" (expected: a hop of topology direct: transfer)");
    }

    @Test
    void theServersHiddenAddressIsNotForClients() {
        PassiveIp hidden = new PassiveIp.Fixed(OwnTopology.SERVER);
        assertThatThrownBy(() -> with(OwnTopology.privateLink(), hidden, HopRole.NLB_NODE, 2121))
                .hasMessage("--passive-ip: \"127.73.0.46\" (expected: another address; the server hides at this one)");
        assertThatThrownBy(() -> new LabSettings(
                        OwnTopology.privateLink(),
                        new PassiveIp.Auto(),
                        new PassiveAddressPolicy.Fixed(v4("127.73.0.46")),
                        HopRole.NLB_NODE,
                        2121,
                        Admission.Refusal.DROP))
                .hasMessage("--rewrite: \"127.73.0.46\" (expected: another address; the server hides at this one)");
    }
}
