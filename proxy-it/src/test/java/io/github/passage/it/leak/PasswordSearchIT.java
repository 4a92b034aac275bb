package io.github.passage.it.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the build's search would find a password. */
class PasswordSearchIT {
    private static final List<String> PASSWORDS = List.of("pw-of-this-test");

    @Test
    void itNamesFileAndLineOfWhatPassageWrote(@TempDir Path directory) throws IOException {
        Path logs = Files.createDirectories(directory.resolve("it-logs"));
        Path sub = Files.createDirectories(logs.resolve("SomeIT/transcripts"));
        Files.writeString(sub.getParent().resolve("passage.log"), "fine\nuser pw-of-this-test\n");
        Files.writeString(sub.getParent().resolve("passage.log.out"), "pw-of-this-test");
        Files.writeString(sub.getParent().resolve("client-curl.log"), "> PASS pw-of-this-test");
        Files.writeString(sub.resolve("a.transcript"), "\n\npw-of-this-test");
        Files.write(sub.resolve("b.transcript"), new byte[] {(byte) 0xFF, 0, '\n'});

        assertThat(PasswordSearch.in(logs, PASSWORDS))
                .containsExactlyInAnyOrder(
                        sub.getParent().resolve("passage.log") + ":2",
                        sub.getParent().resolve("passage.log.out") + ":1",
                        sub.resolve("a.transcript") + ":3");
    }

    @Test
    void reportsOfTestsAreSearchedWhole(@TempDir Path directory) throws IOException {
        Path reports = Files.createDirectories(directory.resolve("failsafe-reports"));
        Files.writeString(reports.resolve("client.log"), "pw-of-this-test");

        assertThat(PasswordSearch.in(reports, PASSWORDS)).hasSize(1);
        assertThat(PasswordSearch.in(directory.resolve("missing"), PASSWORDS)).isEmpty();
    }
}
