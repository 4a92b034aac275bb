package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code passage proxy} and {@code passage check-config} from the outside. */
@TestInstance(Lifecycle.PER_CLASS)
class ProxyProgramIT {
    private static final long FILE_SIZE = 64 << 20;

    private final ItLogs logs = ItLogs.fresh("ProxyProgramIT");
    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer(logs, new PortRange(20800, 20899), FILE_SIZE);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "passage {0}")
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "--version",
                "-V",
                "proxy --help",
                "proxy --version",
                "lab --help",
                "lab --version",
                "check-config --help",
                "check-config --version"
            })
    void helpAndVersionGoToStandardOutput(String arguments) {
        try (PassageProcess passage = PassageProcess.start(logs, arguments.split(" "))) {
            assertThat(passage.awaitEnd()).isZero();
            assertThat(String.join("\n", passage.output()))
                    .containsPattern(arguments.matches(".*(-h|--help)") ? "Usage: passage" : "^passage \\d");
            assertThat(passage.errors()).isEmpty();
        }
    }

    @Test
    void flagsConfigureOneHop() {
        try (RunningHop hop = RunningHop.start(
                logs,
                "proxy",
                "--listen",
                server.hopHost() + ":0",
                "--target",
                server.target(),
                "--data-ports",
                "9000-9008",
                "--advertised-data-ports",
                "9000-9008",
                "--passive-address",
                "control",
                "--epsv",
                "refuse",
                "--auth",
                "refuse",
                "--data-peer",
                "prefix/24")) {
            RealClient client = new RealClient(hop.address(), server.rig().account(), logs);

            assertThat(client.literalLftp("cls w/"))
                    .containsPattern("227 .*\\(" + server.hopHost().replace('.', ',') + ",35,4\\d\\)")
                    .contains("file.bin");
            assertThat(client.curl("w/")).containsPattern("< 500 ").contains("file.bin");
            assertThat(hop.program().errors())
                    .filteredOn(line -> line.contains(" WARN "))
                    .singleElement()
                    .asString()
                    .contains("AUTH TLS is refused", "clear text");
        }
    }

    @Test
    void aFileConfiguresSeveralHops(@TempDir Path directory) throws IOException {
        Path file = new ConfigFiles(directory).write("two.conf", """
                hop-defaults.target = "%1$s"
                hops {
                  reached { listen = "%2$s:0" }
                  fixed { listen = "%2$s:0", data-ports = 9000-9008, passive-address = 203.0.113.7 }
                }
                """.formatted(server.target(), server.hopHost()));
        try (PassageProcess check = PassageProcess.start(logs, "check-config", file.toString());
                PassageProcess passage = PassageProcess.start(logs, "proxy", "--config", file.toString())) {
            assertThat(check.awaitEnd()).isZero();
            assertThat(check.output()).hasSize(4).first().asString().endsWith("two.conf: good");
            assertThat(check.errors()).isEmpty();

            assertThat(passiveOf(passage, "reached")).isEqualTo(server.hopHost());
            assertThat(passiveOf(passage, "fixed")).isEqualTo("203.0.113.7");
        }
    }

    private String passiveOf(PassageProcess passage, String hop) throws IOException {
        String port =
                passage.awaitError("hop " + hop + " listens on \\S+:(\\d+)$").group(1);
        try (FtpDialog dialog = FtpDialog.open(new InetSocketAddress(server.hopHost(), Integer.parseInt(port)))) {
            dialog.login(server.rig().account());
            return dialog.pasv().getAddress().getHostAddress();
        }
    }

    @Test
    void terminationLetsATransferFinishAndEndsIdleSessionsAtOnce() throws IOException {
        try (RunningHop hop = RunningHop.start(
                        logs, "proxy", "--listen", server.hopHost() + ":0", "--target", server.target());
                FtpDialog busy = FtpDialog.open(hop.address());
                FtpDialog idle = FtpDialog.open(hop.address())) {
            busy.login(server.rig().account());
            idle.login(server.rig().account());
            try (Socket data = busy.openData(busy.pasv())) {
                InputStream in = data.getInputStream();
                busy.send("RETR " + TestServer.FILE);
                busy.expect("150");
                byte[] first = {(byte) in.read()};

                hop.program().terminate();

                idle.expect("421");
                assertThat(idle.isAtEnd()).isTrue();
                await().untilAsserted(() -> assertThatThrownBy(
                                () -> FtpDialog.open(hop.address()).close())
                        .isInstanceOf(ConnectException.class));
                assertThat(hop.program().isAlive()).isTrue();
                assertThat(Sha256.of(new SequenceInputStream(new ByteArrayInputStream(first), in)))
                        .isEqualTo(server.sha256());
            }
            busy.expect("226");
            busy.expect("421");
            assertThat(busy.isAtEnd()).isTrue();
            assertThat(hop.program().awaitEnd()).isZero();
        }
    }

    @Test
    void aTransferThatOutlastsTheGracePeriodIsCut(@TempDir Path directory) throws IOException {
        Path file = new ConfigFiles(directory).write("short.conf", """
                shutdown-grace = 1s
                hops.edge { listen = "%s:0", target = "%s" }
                """.formatted(server.hopHost(), server.target()));
        try (RunningHop hop = RunningHop.start(logs, "proxy", "--config", file.toString());
                FtpDialog busy = FtpDialog.open(hop.address())) {
            busy.login(server.rig().account());
            try (Socket data = busy.openData(busy.pasv())) {
                busy.send("RETR " + TestServer.FILE);
                busy.expect("150");
                assertThat(data.getInputStream().read()).isNotNegative();
                Duration before = hop.program().age();

                hop.program().terminate();

                busy.expect("421");
                assertThat(busy.isAtEnd()).isTrue();
                assertThat(hop.program().awaitEnd()).isZero();
                assertThat(hop.program().age().minus(before)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
                hop.program().awaitError("the grace period is over: ending 1 sessions");
            }
        }
    }
}
