package io.github.passage.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
    private static final String OLD = "0123456789abcdef";
    private static final String NEW = "fedcba9876543210";

    @TempDir
    private Path folder;

    @Test
    void onlyTheTokenIsRight() throws IOException {
        TokenFile token = new TokenFile(Files.writeString(folder.resolve("token"), OLD + "\n"));

        assertThat(token.test(OLD)).isTrue();
        assertThat(token.test(OLD + "0")).isFalse();
        assertThat(token.test("")).isFalse();
        assertThat(token.test(NEW)).isFalse();
    }

    @Test
    void aReplacedTokenIsTakenAndAnUnreadableOneIsNot() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), OLD);
        TokenFile token = new TokenFile(file);

        Files.writeString(file, NEW);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        assertThat(token.test(NEW)).isTrue();
        assertThat(token.test(OLD)).isFalse();

        Files.writeString(file, "short");
        Files.setLastModifiedTime(file, FileTime.fromMillis(2_000));
        assertThat(token.test(NEW)).isTrue();
        Files.delete(file);
        assertThat(token.test(NEW)).isTrue();
    }

    @Test
    void whatCouldNotBeReadIsReadAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), OLD);
        TokenFile token = new TokenFile(file);
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        assertThat(token.test(OLD)).isTrue();

        Files.writeString(file, NEW);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        assertThat(token.test(OLD)).isFalse();
        assertThat(token.test(NEW)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "two words of token", "0123456789abcde\"f"})
    void aFileWithoutATokenIsRefused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), content);

        assertThatThrownBy(() -> new TokenFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("admin token file: \"" + file
                        + "\" (expected: a file with nothing but a token of at least 16 letters, digits and ._~+/-)");
    }

    @Test
    void aMissingFileIsRefused() {
        Path file = folder.resolve("none");

        assertThatThrownBy(() -> new TokenFile(file))
                .hasMessage("admin token file: \"" + file + "\" (expected: a readable file with a token)");
    }
}
