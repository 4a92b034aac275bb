package io.github.passage.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.HostPort;
import io.github.passage.address.PortRange;
import io.github.passage.admin.AdminSettings;
import io.github.passage.control.AuthMode;
import io.github.passage.control.EpsvMode;
import io.github.passage.control.SessionLimits;
import io.github.passage.control.SessionTimeouts;
import io.github.passage.data.DataPeer;
import io.github.passage.data.DataPortSettings;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.hop.Admission;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.target.PoolSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceManualTest {
    private static final Pattern KEY = Pattern.compile("\\s+(?:# )?([a-z]+(?:-[a-z]+)*)( = .*| \\{}?)");
    private static final String EXAMPLE = "#|";

    @TempDir
    Path folder;

    @Test
    void theDefaultsOfTheManualAreThoseOfTheCode() throws IOException {
        ProxyConfig config = ConfigFile.withHop(folder, "").load();

        FtpHopSettings hop = config.hops().getFirst();
        PortRange ports = new PortRange(8192, 8200);
        assertThat(config.eventLoops()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(config.shutdownGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.lifetime()).isEqualTo(new Lifetime(Duration.ZERO, true));
        assertThat(hop.ftp().timeouts()).isEqualTo(SessionTimeouts.DEFAULT);
        assertThat(hop.ftp().limits()).isEqualTo(LineLimits.DEFAULT);
        assertThat(hop.ftp().sessionLimits()).isEqualTo(SessionLimits.NONE);
        assertThat(hop.ftp().dataPorts()).isEqualTo(new DataPortSettings(ports, ports, new DataPeer.Same()));
        assertThat(hop.ftp().passiveAddress()).isEqualTo(new PassiveAddressPolicy.Control());
        assertThat(hop.ftp().epsv()).isEqualTo(EpsvMode.PASS);
        assertThat(hop.ftp().auth()).isEqualTo(AuthMode.REFUSE);
        assertThat(hop.admission()).isEqualTo(Admission.EVERYBODY);
        assertThat(hop.proxyProtocol()).isEqualTo(ProxyProtocolSettings.OFF);
        assertThat(hop.target().connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(hop.target().dialFrom()).isNull();
        assertThat(hop.target().pool()).contains(PoolSettings.of(HostPort.parse("127.0.0.1:21")));
        assertThat(config.metrics()).isTrue();
        assertThat(config.admin()).isEqualTo(new AdminSettings(new AdminSettings.Listen.Auto(), Optional.empty()));
    }

    @Test
    void everyKeyHasProseAboveIt() throws IOException {
        List<String> lines = manual();

        List<String> bare = IntStream.range(1, lines.size())
                .filter(i -> KEY.matcher(lines.get(i)).matches())
                .filter(i -> !lines.get(i - 1).strip().startsWith("# "))
                .mapToObj(lines::get)
                .toList();

        assertThat(bare).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passage.hops.edge",
                "passage.hops.edge.timeouts",
                "passage.hops.edge.limits",
                "passage.hops.edge.proxy-protocol",
                "passage.hops.edge.health-check",
                "passage.admin",
                "passage"
            })
    void everyKeyThatIsReadIsDescribed(String section) throws IOException {
        String complaint = ConfigFile.in(folder, section + ".qqqqqqqq = 1").complaint();

        String described = String.join("\n", manual());
        assertThat(keysNamedIn(complaint))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(described)
                        .containsPattern("\n *(?:# |#   )?(?:Example: )?" + Pattern.quote(key) + " (?:= |\\{)"));
    }

    @Test
    void theExampleAtTheEndIsCompleteAndValid() throws IOException {
        String example = manual().stream()
                .filter(line -> line.startsWith(EXAMPLE))
                .map(line -> line.substring(EXAMPLE.length()))
                .collect(Collectors.joining("\n"));

        ProxyConfig config = ConfigFile.in(folder, example).load();

        assertThat(config.hops()).extracting(FtpHopSettings::name).containsExactly("inside", "outside");
        assertThat(keysNamedIn(
                        ConfigFile.in(folder, "passage.hops.edge.qqqqqqqq = 1").complaint()))
                .allSatisfy(key -> assertThat(example).contains(key));
    }

    private static List<String> keysNamedIn(String complaint) {
        return complaint
                .lines()
                .filter(line -> line.contains("qqqqqqqq"))
                .flatMap(line -> Stream.of(line.replaceAll(".*one of |\\)$", "").split(", ")))
                .toList();
    }

    private static List<String> manual() throws IOException {
        try (InputStream in = ConfigLoader.class.getResourceAsStream("/reference.conf")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
