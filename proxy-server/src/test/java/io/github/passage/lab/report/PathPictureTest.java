package io.github.passage.lab.report;

import static io.github.passage.lab.report.Labs.lab;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.hop.Admission;
import io.github.passage.lab.LabSettings;
import io.github.passage.lab.topology.HopRole;
import io.github.passage.lab.topology.ShippedTopologies;
import io.github.passage.lab.topology.TopologyHop;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathPictureTest {
    private static List<String> lines(LabSettings lab) {
        return new PathPicture(lab).lines();
    }

    private static String text(LabSettings lab) {
        return String.join("\n", lines(lab));
    }

    @Test
    void thePrivateLinkPathLooksLikeThis() {
        assertThat(text(lab("privatelink", "AUTO", "control"))).isEqualTo("""
                +--------------------------------------------------------------------------+
                | your FTP client        127.0.0.1                                         |
                | in a subnet of the consumer VPC                                          |
                +--------------------------------------------------------------------------+
                        |
                +--------------------------------------------------------------------------+
                | VPC endpoint           127.1.0.10:2121, data 8192-8200   <- connect here |
                | in the consumer VPC 127.1.0.0/16                                         |
                | FTP mode: passive replies rewritten to 127.1.0.10 (control)              |
                +--------------------------------------------------------------------------+
                        |
                +--------------------------------------------------------------------------+
                | NLB node               127.2.0.20:2121, data 8192-8200                   |
                | in the provider VPC 127.2.0.0/16; the client cannot reach this address   |
                | relay mode: moves bytes, knows no FTP                                    |
                +--------------------------------------------------------------------------+
                        |
                +--------------------------------------------------------------------------+
                | Transfer endpoint      127.2.1.46:2121, data 8192-8200                   |
                | in the provider VPC 127.2.0.0/16; the client cannot reach this address   |
                | relay mode: moves bytes, knows no FTP                                    |
                +--------------------------------------------------------------------------+
                        |
                +--------------------------------------------------------------------------+
                | FTP server             127.3.0.46  (hidden, like Transfer Family's own)  |
                | PassiveIp AUTO: announces 127.2.1.46, its endpoint                       |
                +--------------------------------------------------------------------------+""");
    }

    @Test
    void noLineIsWiderThanItsBoxOrATerminal() {
        assertThat(Labs.all())
                .allSatisfy(lab -> assertThat(lines(lab))
                        .as(Labs.named(lab))
                        .allMatch(line ->
                                line.strip().equals("|") || (line.length() == 76 && line.matches("[+|].*[+|]"))));
    }

    @Test
    void everyHopStandsWithItsAddressAndPorts() {
        assertThat(Labs.all()).allSatisfy(lab -> {
            for (TopologyHop hop : lab.topology().path()) {
                assertThat(text(lab)).contains(hop.address().getHostAddress() + ":2121, data 8192-8200");
            }
            assertThat(text(lab)).containsOnlyOnce("<- connect here");
        });
    }

    @Test
    void theHopThatRewritesIsTheOneThatWasChosen() {
        String picture = text(lab(
                ShippedTopologies.named("privatelink"), "0.0.0.0", "zero", HopRole.NLB_NODE, Admission.Refusal.DROP));

        assertThat(picture)
                .containsSubsequence(
                        "VPC endpoint", "passive replies kept as they are", "NLB node", "rewritten to 0.0.0.0")
                .contains("PassiveIp 0.0.0.0 (use the address of the control connection)");
    }
}
