package io.github.passage.config;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.admin.AdminSettings;
import io.github.passage.admin.AdminSettings.Listen;
import io.github.passage.transcripts.TranscriptSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminConfigTest {
    private static final String HOP =
            "\npassage.hops.edge { listen = \"127.0.0.1:2121\", target = \"127.0.0.1:21\" }\n";

    @TempDir
    private Path folder;

    private ConfigFile file(String admin) throws IOException {
        return ConfigFile.in(folder, admin + HOP);
    }

    @Test
    void anAddressOfTheMachineAloneNeedsNoToken() throws IOException {
        assertThat(file("passage.admin.listen = \"[::1]:0\"").load().admin())
                .isEqualTo(new AdminSettings(
                        new Listen.At(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0)), Optional.empty()));
        assertThat(file("passage.admin.listen = off").load().admin().listen()).isEqualTo(new Listen.Off());
    }

    @Test
    void anAddressForOthersNeedsOne() throws IOException {
        assertThat(file("passage.admin { listen = \"0.0.0.0:9621\", token-file = /run/token }")
                        .load()
                        .admin())
                .isEqualTo(new AdminSettings(
                        new Listen.At(new InetSocketAddress("0.0.0.0", 9621)), Optional.of(Path.of("/run/token"))));
        assertThat(file("passage.admin.listen = \"0.0.0.0:9621\"").complaint())
                .isEqualTo(
                        "passage.conf:1: passage.admin.listen: \"0.0.0.0:9621\" (expected: a loopback address; any other"
                                + " needs a token, see token-file or --admin-token-file)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            passage.admin.listen = here       | passage.conf:1: passage.admin.listen: "here" (expected: auto, off, or an IP address and a port such as 127.0.0.1:9621)
            passage.admin.listen = "name:80"  | passage.conf:1: passage.admin.listen: "name:80" (expected: auto, off, or an IP address and a port such as 127.0.0.1:9621)
            passage.admin.token = x           | passage.conf:1: passage.admin.token: unknown key (expected: one of listen, token-file)
            passage.metrics = maybe           | passage.conf:1: passage.metrics: "maybe" (expected: on or off)
            passage.admin = 9621              | passage.conf:1: passage.admin: 9621 (expected: an object { ... })
            """)
    void aMistakeIsNamedByItsKey(String line, String complaint) throws IOException {
        assertThat(file(line).complaint()).isEqualTo(complaint);
    }

    @Test
    void flagsCountOverAFile() throws IOException {
        ProxyConfig config = ConfigLoader.load(
                file("passage.admin.listen = off").path(),
                new WatchFlags(Optional.of("0.0.0.0:1"), Optional.of("/run/token"), Optional.empty()));

        assertThat(config.admin())
                .isEqualTo(new AdminSettings(
                        new Listen.At(new InetSocketAddress("0.0.0.0", 1)), Optional.of(Path.of("/run/token"))));
        assertThat(config.effective())
                .containsEntry("admin", Map.of("listen", "0.0.0.0:1", "token-file", "/run/token"));
    }

    @Test
    void theFlagOfTranscriptsKeepsTheLimitsOfTheFile() throws IOException {
        ProxyConfig config = ConfigLoader.load(
                file("passage.transcripts { max-files = 3, max-bytes = 8KiB }").path(),
                new WatchFlags(Optional.empty(), Optional.empty(), Optional.of("/var/tmp/t")));

        assertThat(config.transcripts())
                .contains(new TranscriptSettings(Path.of("/var/tmp/t"), 3, 8 << 10, 256L << 20));
        assertThat(config.effective())
                .extractingByKey("transcripts", as(InstanceOfAssertFactories.MAP))
                .containsEntry("directory", "/var/tmp/t")
                .containsEntry("max-files", 3);
    }

    @Test
    void aMistakeInAFlagIsNamedByTheFlag() throws IOException {
        Path path = file("").path();

        assertThatThrownBy(() -> ConfigLoader.load(
                        path, new WatchFlags(Optional.of("0.0.0.0:1"), Optional.empty(), Optional.empty())))
                .hasMessage(
                        "--admin: \"0.0.0.0:1\" (expected: a loopback address; any other needs a token, see token-file or --admin-token-file)");
        assertThatThrownBy(() ->
                        ConfigLoader.load(path, new WatchFlags(Optional.of("x"), Optional.empty(), Optional.empty())))
                .hasMessageStartingWith("--admin: \"x\" (expected: auto, off, or");
    }

    @Test
    void theEffectiveConfigurationHasTheDefaultsInEachHop() throws IOException {
        Map<String, Object> effective =
                file("passage.hop-defaults.timeouts.login = 5s").load().effective();

        assertThat(effective).containsEntry("metrics", "on").containsKeys("event-loops", "shutdown-grace");
        assertThat(effective).doesNotContainKey("hop-defaults");
        assertThat(effective.get("hops"))
                .asString()
                .contains("listen=127.0.0.1:2121", "login=5s", "data-ports=8192-8200");
    }

    @Test
    void theHopOfFlagsIsThereToo() {
        Optional<String> unset = Optional.empty();
        ProxyFlags flags = new ProxyFlags(
                List.of("127.0.0.1:2121"), Optional.of("127.0.0.1:21"), unset, unset, unset, unset, unset, unset);

        assertThat(ConfigLoader.fromFlags(flags).effective().get("hops"))
                .asString()
                .startsWith("{proxy=")
                .contains("target=127.0.0.1:21", "epsv=pass");
    }
}
