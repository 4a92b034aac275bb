package io.github.passage.lab.report;

import static io.github.passage.lab.report.Labs.lab;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.LabSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabIntroductionTest {
    private final LabSettings lab = lab("privatelink", "AUTO", "keep");
    private final List<String> lines = new LabIntroduction(lab).lines();
    private final String text = String.join("\n", lines);

    @Test
    void theTopologyIsNamedAndExplainedFirst() {
        assertThat(lines.getFirst()).startsWith("Passage lab, topology privatelink. A client in another account's VPC");
    }

    @Test
    void thePictureAndEveryCommandAreShown() {
        assertThat(lines).containsSubsequence(new PathPicture(lab).lines());
        for (TryCommands.Command command : new TryCommands(lab).commands()) {
            assertThat(lines).containsSequence("  " + command.line(), "      " + command.shows());
        }
    }

    @Test
    void userAndPasswordAreGiven() {
        assertThat(text).contains("User demo, password demo-passage.");
    }

    @Test
    void theClientsThatStandForTheFieldAreNamed() {
        assertThat(text.replace('\n', ' '))
                .contains("Here only clients that obey the reply (ftp-ssl -p, wget, ncftp; lftp with"
                        + " 'set ftp:fix-pasv-address no; set ftp:prefer-epsv no') and clients that use EPSV (curl; lftp with"
                        + " 'set ftp:prefer-epsv yes') stand for the field.");
    }

    @Test
    void theSettingsToTryNextAreNamed() {
        assertThat(text).contains("--passive-ip 0.0.0.0", "--rewrite control", "Ctrl-C");
    }
}
