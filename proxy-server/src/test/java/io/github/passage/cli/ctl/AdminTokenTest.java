package io.github.passage.cli.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
    @TempDir
    private Path folder;

    private Path one;
    private Path other;

    @BeforeEach
    void write() throws IOException {
        one = Files.writeString(folder.resolve("one"), "token-of-the-flag\n");
        other = Files.writeString(folder.resolve("other"), "token-of-the-environment\n");
    }

    @Test
    void theFlagCountsOverTheEnvironment() {
        assertThat(AdminToken.of(Optional.of(one), other.toString())).contains("token-of-the-flag");
        assertThat(AdminToken.of(Optional.empty(), other.toString())).contains("token-of-the-environment");
        assertThat(AdminToken.of(Optional.empty(), "")).isEmpty();
        assertThat(AdminToken.of(Optional.empty(), null)).isEmpty();
    }

    @Test
    void aFileWithoutATokenIsNamedWithWhatNamedIt() throws IOException {
        Files.writeString(one, "two words");

        assertThatThrownBy(() -> AdminToken.of(Optional.of(one), null))
                .isInstanceOf(CtlFault.class)
                .hasMessage("--token-file: \"" + one + "\" (expected: a readable file with a token)");
        assertThatThrownBy(() -> AdminToken.of(Optional.empty(), "/nowhere/token"))
                .isInstanceOf(CtlFault.class)
                .hasMessage("PASSAGE_ADMIN_TOKEN_FILE: \"/nowhere/token\" (expected: a readable file with a token)");
    }
}
