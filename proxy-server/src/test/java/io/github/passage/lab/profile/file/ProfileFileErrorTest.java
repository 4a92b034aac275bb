package io.github.passage.lab.profile.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileFileErrorTest {
    @TempDir
    Path directory;

    @Test
    void aProfileOfOnesOwnIsReadFromTheSamePartsAsTheShippedOnes() throws Exception {
        assertThat(ProfileFiles.load(file("")).named("mine")).isPresent();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ipv4.first = both | profiles[0].ipv4.first: \"both\" (expected: active or epsv or pasv)",
                "ipv4.pasv.refused = weep | expected: active or epsv or give-up or pasv or retry",
                "ipv4.pasv.adress = 1 | unknown key (did you mean address?)",
                "ipv4.pasv.understands = [tabs] | expected: equals-sign or final-dot or no-parentheses or spaces",
                "waits.attempts = 0 | expected: a number from 1, or for-ever",
                "waits.connect = 20 | 20 (expected: a duration",
                "variant-of = other | profiles[0].option: missing",
                "ipv6 = equal | expected: same",
                "source = hearsay | expected: documentation or measured or source-code"
            })
    void aMistakeIsNamedWithItsPlaceAndWhatWasExpected(String line, String expected) throws Exception {
        Path file = file("    " + line);

        assertThatThrownBy(() -> ProfileFiles.load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void aVariantOfNothingIsRefused() throws Exception {
        Path file = file("    variant-of = other, option = -x");

        assertThatThrownBy(() -> ProfileFiles.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("variant of \"other\"");
    }

    private Path file(String lines) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/client-profiles.conf"))) {
            String shipped = new String(in.readAllBytes(), UTF_8);
            String parts = shipped.substring(0, shipped.indexOf("\nprograms {"));
            return Files.writeString(
                    directory.resolve("mine.conf"),
                    parts + "\nprofiles = [ ${parts.base.pasv} {\n name = mine, program = mine\n" + lines + "\n} ]\n");
        }
    }
}
