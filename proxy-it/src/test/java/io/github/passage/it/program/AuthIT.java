package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.server.FtpServerRig;
import io.github.passage.it.server.FtpServers;
import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.server.ServerSite;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Sha256;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask for TLS, at a server that has it, with AUTH refused and passed on. */
@TestInstance(Lifecycle.PER_CLASS)
class AuthIT {
    /**
     * Without TLS 1.3, whose session tickets lftp leaves unread when it closes after an upload: that is a reset, which throws away
     * what its socket has not sent yet. At the server itself a quarter of its uploads ended with 426.
     */
    private static final String FORCED = """
            set ftp:ssl-force yes
            set ftp:ssl-protect-data yes
            set ssl:verify-certificate no
            set ssl:priority NORMAL:-VERS-TLS1.3""";

    private static final String LISTED = "listed.bin";
    private static final int SIZE = 1 << 20;

    private final ItLogs logs = ItLogs.fresh("AuthIT");
    private final WorkDirectory work = WorkDirectory.create("AuthIT");
    private final LoopbackAddresses addresses = new LoopbackAddresses();
    private final String hopHost = addresses.next().getHostAddress();
    private FtpServerRig server;
    private Path file;

    @BeforeAll
    void start() throws IOException {
        // An encrypted 227 cannot be rewritten, so the server must announce what clients reach
        ServerSite site = new ServerSite(addresses.next(), new PortRange(8192, 8200), work.path(), logs);
        server = FtpServers.startWithTls(site, hopHost);
        file = server.writable().resolve(LISTED);
        byte[] content = new byte[SIZE];
        new Random(SIZE).nextBytes(content);
        Files.write(file, content);
    }

    @AfterAll
    void stop() {
        try (work) {
            if (server != null) {
                server.close();
            }
        }
    }

    @Test
    void refusedAuthIsAnswered502AndLeavesTheFeatures() throws IOException {
        try (RunningHop hop = hop("refuse");
                FtpDialog dialog = FtpDialog.open(hop.address())) {
            dialog.login(server.account());
            assertThat(features(dialog)).contains(" EPSV", " PASV", " UTF8").noneMatch(AuthIT::isOfTls);
            dialog.send("AUTH TLS");
            dialog.expect("502 ");
            dialog.send("PBSZ 0");
            dialog.expect("5");
            dialog.send("NOOP");
            dialog.expect("200");
        }
        try (FtpDialog direct = FtpDialog.open(server.address())) {
            direct.login(server.account());
            assertThat(features(direct)).contains(" AUTH TLS", " PBSZ", " PROT");
        }
    }

    private static boolean isOfTls(String feature) {
        return feature.matches("\\s*(AUTH|PBSZ|PROT)\\b.*");
    }

    private static List<String> features(FtpDialog dialog) throws IOException {
        dialog.send("FEAT");
        dialog.expect("211-");
        List<String> features = new ArrayList<>();
        for (String line = dialog.expect(""); !line.startsWith("211 "); line = dialog.expect("")) {
            features.add(line.stripTrailing());
        }
        return features;
    }

    @Test
    void refusedClientsThatDoNotInsistGoOnInClear() {
        try (RunningHop hop = hop("refuse")) {
            RealClient client = client(hop);
            assertThat(client.lftp("set ftp:ssl-allow yes", "ls w/")).contains("AUTH TLS", "<--- 502 ", LISTED);
            assertThat(client.ftpSsl("ls w/")).contains("AUTH TLS", "502 ", LISTED);
        }
    }

    @Test
    void refusedClientsThatInsistEndWithAnError() {
        try (RunningHop hop = hop("refuse")) {
            assertThat(client(hop).lftp(FORCED, "ls w/"))
                    .contains("<--- 502 ", "ftp:ssl-force is set and server does not support or allow SSL")
                    .doesNotContain("PASS", LISTED);
        }
    }

    @Test
    void passedAuthEncryptsLftpAndItsTransfersGoThroughTheHop(@TempDir Path local) throws IOException {
        for (String mode : List.of("yes", "no")) {
            try (RunningHop hop = hop("pass")) {
                Path target = local.resolve("epsv-" + mode);
                String settings = FORCED + "\nset ftp:fix-pasv-address no\nset ftp:prefer-epsv " + mode;

                String output = client(hop)
                        .lftp(
                                settings,
                                "ls w/",
                                "get w/" + LISTED + " -o " + target,
                                "put " + target + " -o w/stored.bin");

                assertThat(output).contains("<--- 234 ", LISTED).contains(mode.equals("yes") ? "229 " : "227 ");
                assertThat(Sha256.of(target)).isEqualTo(Sha256.of(file));
                Path stored = server.writable().resolve("stored.bin");
                assertThat(Sha256.of(stored)).isEqualTo(Sha256.of(file));
                Files.delete(stored);
                relayedEncrypted(hop);
            }
        }
    }

    @Test
    void passedAuthEncryptsFtpSslAndItsTransfersGoThroughTheHop(@TempDir Path local) {
        try (RunningHop hop = hop("pass")) {
            Path target = local.resolve("got");

            String output = client(hop).ftpSsl("ls w/", "get w/" + LISTED + " " + target);

            assertThat(output).contains("AUTH TLS", "234 ", LISTED);
            assertThat(Sha256.of(target)).isEqualTo(Sha256.of(file));
            relayedEncrypted(hop);
        }
    }

    /** The hop knows no user of an encrypted session, and each transfer came to it. */
    private static void relayedEncrypted(RunningHop hop) {
        hop.program().awaitError(" ended .* user=\"\" verbs=AUTH:1\\S* .* bytes_from_target=1[01]\\d{5} ");
        assertThat(hop.program().errors()).noneMatch(line -> line.matches(".* user=[^\"].*"));
    }

    private RunningHop hop(String auth) {
        return RunningHop.start(logs, "proxy", "--listen", hopHost + ":0", "--target", target(), "--auth", auth);
    }

    private String target() {
        return server.address().getAddress().getHostAddress() + ":"
                + server.address().getPort();
    }

    private RealClient client(RunningHop hop) {
        return new RealClient(hop.address(), server.account(), logs);
    }
}
