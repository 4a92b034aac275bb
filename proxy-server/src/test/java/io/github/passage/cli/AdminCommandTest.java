package io.github.passage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.config.ConfigLoader;
import io.github.passage.config.ProxyFlags;
import io.github.passage.config.WatchFlags;
import io.github.passage.lab.transfer.DataPortListener;
import io.github.passage.lab.transfer.TransferServer;
import io.github.passage.lab.transfer.TransferServerSettings;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTPClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every {@code passage ctl admin} command against a proxy that runs, with a session of a real client. */
@Timeout(30)
class AdminCommandTest {
    private static final Inet4Address SERVER = (Inet4Address) InetAddress.ofLiteral("127.75.1.2");

    @TempDir
    private Path folder;

    private final FTPClient client = new FTPClient();
    private TransferServer server;
    private RunningProxy proxy;
    private Path token;

    @BeforeEach
    void start() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.writeString(home.resolve("readme.txt"), "hello");
        server = new TransferServer(
                TransferServerSettings.of(new InetSocketAddress(SERVER, 0), SERVER, home), DataPortListener.NONE);
        server.start();
        token = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");
        Optional<String> unset = Optional.empty();
        proxy = RunningProxy.start(ConfigLoader.fromFlags(
                new ProxyFlags(
                        List.of("127.75.1.1:0"),
                        Optional.of("127.75.1.2:" + server.address().getPort()),
                        Optional.of("18402-18404"),
                        unset,
                        unset,
                        unset,
                        unset,
                        unset),
                new WatchFlags(Optional.of("127.75.1.1:0"), Optional.of(token.toString()), Optional.empty())));
        client.setDefaultTimeout(5000);
        client.connect("127.75.1.1", port(proxy.addresses().getFirst()));
        assertThat(client.login("demo", "demo-passage")).isTrue();
        client.enterLocalPassiveMode();
        assertThat(client.listNames()).containsExactly("readme.txt");
        // The 226 does not wait for the end of the data connection at Passage
        Awaitility.await()
                .until(() -> admin("sessions", "--state", "idle").out().contains("proxy#1"));
    }

    @AfterEach
    void stop() throws IOException {
        client.disconnect();
        proxy.stop();
        server.close();
    }

    private static int port(String line) {
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    private Outcome admin(String... words) {
        String line = proxy.addresses().getLast();
        return Outcome.of(Stream.concat(
                        Stream.of(
                                "ctl",
                                "admin",
                                "--url",
                                line.substring("admin at ".length()),
                                "--token-file",
                                token.toString()),
                        Stream.of(words))
                .toArray(String[]::new));
    }

    @Test
    void aSessionIsShownAndClosed() throws IOException {
        assertThat(admin("sessions").out())
                .containsPattern("^SESSION +STATE +AGE +CLIENT +USER +TARGET +FROM CLIENT +FROM TARGET")
                .containsPattern("proxy#1 +idle +\\d+ s +127\\.0\\.0\\.1:\\d+ +demo +127\\.75\\.1\\.2:\\d+ +0 +12");
        assertThat(admin("session", "proxy#1").out())
                .contains("proxy#1  idle, ", "user demo", "  227 completed, policy control\n")
                .containsPattern("announced 127\\.75\\.1\\.2:\\d+, advertised 127\\.75\\.1\\.1:1840\\d")
                .containsPattern("dialled 127\\.75\\.1\\.1:1840\\d, observed from 127\\.0\\.0\\.1:\\d+")
                .doesNotContain("demo-passage");
        assertThat(admin("sessions", "--state", "ended", "--all").out()).isEqualTo("no sessions\n");

        assertThat(admin("close", "proxy#1").out()).isEqualTo("closing\n");
        assertThatThrownBy(client::getReply).hasMessageContaining("421");
        Awaitility.await().untilAsserted(() -> {
            Outcome again = admin("close", "proxy#1");
            assertThat(again.code()).isEqualTo(2);
            assertThat(again.complaints())
                    .containsExactly("passage ctl admin: session proxy#1: closed-by-operator (expected: open)");
        });
    }

    @Test
    void aProxyThatDrainsIsAliveButNotReady() {
        assertThat(admin("ready").out()).isEqualTo("ready\n");
        assertThat(admin("hops").out()).containsPattern("proxy +127\\.75\\.1\\.1:\\d+ +1 +- +127.* healthy\n");
        assertThat(admin("drain").complaints())
                .containsExactly(
                        "passage ctl admin: drain: no HOP (expected: one hop, or --all for every one) (see: passage"
                                + " ctl admin --help)");
        assertThat(admin("drain", "proxy", "--all").code()).isEqualTo(2);
        assertThat(admin("ready").out()).isEqualTo("ready\n");
        assertThat(admin("drain", "proxy").code()).isZero();

        Outcome ready = admin("ready");
        assertThat(ready.code()).isEqualTo(1);
        assertThat(ready.out()).isEqualTo("not ready\n  hop proxy is draining\n");
        assertThat(admin("health").out()).isEqualTo("alive\n");
        assertThat(admin("ready", "--json").out()).contains("\"status\" : \"not-ready\"");
        assertThat(admin("drain", "far").complaints())
                .containsExactly("passage ctl admin: hop: \"far\" (expected: one of proxy)");
    }

    @Test
    void allHopsAreDrainedIfThatIsSaid() {
        // The only session is idle, so it may be gone before the table is made
        assertThat(admin("drain", "--all").out()).containsPattern("proxy .* (draining|done) ");
    }

    @Test
    void aHopThatIsNotThereIsNotTakenForOneWithoutSessions() {
        assertThat(admin("sessions", "--hop", "proxy").out()).contains("proxy#1");
        assertThat(admin("sessions", "--hop", "proxy", "--state", "ended").out())
                .isEqualTo("no sessions\n");

        Outcome unknown = admin("sessions", "--hop", "nosuch");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.complaints())
                .containsExactly("passage ctl admin: --hop: \"nosuch\" (expected: one of proxy)");
    }

    @Test
    void levelsAndTheConfigurationAreShown() {
        assertThat(admin("log-level", "passage.nobody", "ERROR").out()).containsPattern("passage\\.nobody +ERROR\n");
        assertThat(admin("log-level", "passage.nobody", "INHERIT").out()).doesNotContain("passage.nobody");
        assertThat(admin("config").out()).contains("\"data-ports\" : \"18402-18404\"", "\"token-file\" : \"");
        assertThat(admin("metrics").out()).contains("passage_build_info{");
    }

    @Test
    void aWrongTokenIsTold() throws IOException {
        Files.writeString(folder.resolve("other"), "another-token-0123");
        Outcome outcome = admin("hops", "--token-file", folder.resolve("other").toString());

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints())
                .containsExactly(
                        "passage ctl admin: Authorization: not the token (expected: that of the file"
                                + " admin.token-file); give the same file with --token-file FILE or in PASSAGE_ADMIN_TOKEN_FILE");
    }
}
