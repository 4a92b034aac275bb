package io.github.passage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine passage =
            Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void versionIsTheOneThatTheBuildGave() {
        assertThat(passage.execute("--version")).isZero();
        assertThat(out.toString().strip()).matches("passage \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    void helpNamesTheProgram() {
        assertThat(passage.execute("--help")).isZero();
        assertThat(out.toString()).contains("Usage: passage");
    }

    @Test
    void anUnknownOptionIsAFaultInWhatWasGiven() {
        assertThat(passage.execute("--no-such-option")).isEqualTo(2);
        assertThat(err.toString()).contains("--no-such-option");
    }

    @Test
    void nothingToDoIsAFaultInWhatWasGiven() {
        assertThat(passage.execute()).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("passage: no command (expected one of: proxy, lab, check-config) (see: passage --help)\n");
    }
}
