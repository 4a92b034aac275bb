package io.github.passage.lab.report;

import static io.github.passage.lab.report.Labs.lab;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.hop.Admission;
import io.github.passage.lab.LabSettings;
import io.github.passage.lab.topology.TopologyHop;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TryCommandsTest {
    private static List<TryCommands.Command> commands(LabSettings lab) {
        return new TryCommands(lab).commands();
    }

    /** What reachability says of a client that dials what it is told. */
    private static String expected(LabSettings lab) {
        if (Labs.isAnyLocal(lab)) {
            return "Connection refused, as 0.0.0.0";
        }
        Inet4Address told = Labs.told(lab);
        Optional<TopologyHop> hop = lab.topology().path().stream()
                .filter(candidate -> candidate.address().equals(told))
                .findAny();
        if (hop.isEmpty()) {
            return told.isLoopbackAddress() ? "ends with Connection refused, as nothing listens" : "hangs or fails";
        }
        if (hop.get().isReachableFrom(lab.topology().client().address())) {
            return "the listing works, over " + told.getHostAddress();
        }
        return lab.unreachable() == Admission.Refusal.DROP ? "the listing hangs, as" : "the listing is cut off";
    }

    @Test
    void whatALiteralClientWillSeeIsWhatReachabilitySays() {
        assertThat(Labs.all())
                .hasSizeGreaterThan(500)
                .allSatisfy(lab -> assertThat(commands(lab).subList(1, 3))
                        .as(Labs.named(lab))
                        .allSatisfy(command -> assertThat(command.shows()).contains(expected(lab))));
    }

    @Test
    void aClientThatUsesEpsvWorksInEveryLab() {
        assertThat(Labs.all())
                .allSatisfy(lab -> assertThat(commands(lab).getFirst().shows())
                        .contains("EPSV", "the listing works, whatever PassiveIp is"));
    }

    @ParameterizedTest
    @CsvSource({
        "direct, AUTO, keep, 'the listing works, over 127.2.1.46'",
        "nlb, AUTO, keep, 'login works, the listing hangs, as 127.2.1.46 cannot be reached from here'",
        "privatelink, AUTO, keep, 'login works, the listing hangs, as 127.2.1.46 cannot be reached from here'",
        "privatelink, AUTO, control, 'the listing works, over 127.1.0.10'",
        "privatelink, 127.1.0.10, keep, 'the listing works, over 127.1.0.10'",
        "privatelink, 0.0.0.0, keep, 'Connection refused, as 0.0.0.0 is the client''s own machine'",
        "privatelink, 0.0.0.0, control, 'the listing works, over 127.1.0.10'",
    })
    void theArticlesCasesAreThese(String topology, String passiveIp, String rewrite, String shows) {
        assertThat(commands(lab(topology, passiveIp, rewrite)).getLast().shows())
                .endsWith(shows);
    }

    @Test
    void theCommandsAreReadyForAShell() {
        assertThat(commands(lab("privatelink", "AUTO", "keep")))
                .extracting(TryCommands.Command::line)
                .containsExactly(
                        "curl ftp://demo:demo-passage@127.1.0.10:2121/",
                        "curl -v --disable-epsv --no-ftp-skip-pasv-ip --connect-timeout 10"
                                + " ftp://demo:demo-passage@127.1.0.10:2121/",
                        "ftp-ssl -p 127.1.0.10 2121");
    }
}
