package io.github.passage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.testing.TestAuthority;
import io.github.passage.testing.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckConfigCommandTest {
    @TempDir
    private Path folder;

    private Outcome check(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("passage.conf"), text);
        return Outcome.of("check-config", file.toString());
    }

    @Test
    void aGoodFileIsSummedUp() throws IOException {
        Outcome outcome = check("""
                passage.hops {
                  edge { listen = [ "127.74.0.1:2121", "127.74.0.2:2121" ], target = "ftp.example.com:21" }
                  inner { listen = "127.74.0.3:2121", target = [ "127.74.0.4:21", "127.74.0.5:21" ], data-ports = 9000-9009 }
                }
                """);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines())
                .containsExactly(
                        folder.resolve("passage.conf") + ": good",
                        "  hop edge: 127.74.0.1:2121, 127.74.0.2:2121 -> ftp.example.com:21, data ports 8192-8200",
                        "  hop inner: 127.74.0.3:2121 -> 127.74.0.4:21, 127.74.0.5:21, data ports 9000-9009",
                        "  reload: on; after SIGTERM: new sessions for 0 s, transfers for 30 s more");
    }

    @Test
    void theFilesThatItNamesAreReadAsAtTheStart() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");
        TestIdentity identity = TestAuthority.named("ca").issue("replica");
        identity.write(folder);
        Path text = Files.writeString(folder.resolve("tls.txt"), "no certificate\n");
        String form = """
                passage.admin { listen = "127.74.0.1:0", token-file = "%s" }
                passage.hops.edge { listen = "127.74.0.1:2121", target = "127.74.0.2:21", replicas {
                  ordinal = 0, peer = "r{ordinal}:9622", tls { certificate = "%s", key = "%s", ca = "%s" } } }
                """;

        Path certificate = folder.resolve("tls.crt");
        Path key = folder.resolve("tls.key");
        assertThat(check(form.formatted(token, certificate, key, folder.resolve("ca.crt")))
                        .code())
                .isZero();
        Outcome outcome = check(form.formatted(folder.resolve("none"), certificate, key, text));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        String start = "passage check-config: " + folder.resolve("passage.conf") + ": passage.";
        assertThat(outcome.complaints())
                .containsExactly(
                        start + "admin.token-file: admin token file: \"" + folder.resolve("none")
                                + "\" (expected: a readable file with a token)",
                        start + "hops.edge.replicas.tls.ca: " + text
                                + " (expected: certificates of authorities in PEM)");
    }

    @Test
    void everyMistakeIsOneLine() throws IOException {
        Outcome outcome = check("""
                passage.hops.edge { listen = "127.74.0.1:2121", target = "127.74.0.2", auht = pass }
                """);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.complaints())
                .hasSize(2)
                .allMatch(line -> line.startsWith("passage check-config: "))
                .anyMatch(line -> line.contains("target") && line.contains("(expected: "))
                .anyMatch(line -> line.contains("auht") && line.contains("auth"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Outcome outcome =
                Outcome.of("check-config", folder.resolve("absent.conf").toString());

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints()).singleElement().asString().contains("absent.conf");
    }

    @Test
    void aFolderIsNoFile() {
        Outcome outcome = Outcome.of("check-config", folder.toString());

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints()).singleElement().asString().contains(folder.toString());
    }

    @Test
    void theManualIsPrintedWhereItIsAskedFor() {
        Outcome outcome = Outcome.of("check-config", "--reference");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("passage {", "data-ports = 8192-8200", "shutdown-grace");
    }
}
