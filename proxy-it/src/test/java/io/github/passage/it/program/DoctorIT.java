package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.leak.TestPasswords;
import io.github.passage.it.server.FtpServerRig;
import io.github.passage.it.server.FtpServers;
import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.server.ServerSite;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code passage doctor} finds at labs, at real servers, and at what is no server. */
class DoctorIT {
    private static final String SECRET = TestPasswords.DOCTOR;
    private static final PortRange DATA_PORTS = new PortRange(22100, 22109);
    private static final Map<String, String> LOGIN = Map.of(
            "USER", "331 password?",
            "PASS", "230 you said %s",
            "FEAT", "500 no FEAT",
            "AUTH", "500 no AUTH");

    private final ItLogs logs = ItLogs.fresh("DoctorIT");
    private final LoopbackAddresses addresses = new LoopbackAddresses();

    /** What came of one run. */
    private record Told(int exitCode, List<String> output, List<String> errors) {
        String text() {
            return String.join("\n", output);
        }
    }

    private Told doctor(String password, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Tools.require(Tool.ENV).toString(),
                "PASSAGE_PASSWORD=" + password,
                PassageProcess.program().toString(),
                "doctor",
                "--timeout",
                "5s"));
        command.addAll(List.of(arguments));
        try (PassageProcess passage = PassageProcess.start(logs, List.of(), command)) {
            return new Told(passage.awaitEnd(Duration.ofMinutes(2)), passage.output(), passage.errors());
        }
    }

    private Told doctor(RunningLab lab) {
        return doctor(RunningLab.ACCOUNT.password(), url(RunningLab.ACCOUNT.user(), lab.address()));
    }

    private static String url(String user, InetSocketAddress address) {
        return "ftp://" + user + "@" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "direct, 0, none: every passive client",
        "direct-multi-az, 0, none: every passive client",
        "kubernetes-nodeport, 1, announced-unreachable",
        "nlb, 1, announced-unreachable",
        "nlb-multi-az, 1, announced-unreachable",
        "nlb-multi-az-per-az-server, 0, none: every passive client",
        "nlb-public, 1, announced-unreachable",
        "plain-nat, 1, announced-unreachable",
        "privatelink, 1, announced-unreachable",
        "privatelink-multi-az, 1, announced-unreachable",
        "privatelink-two-consumers, 1, announced-unreachable",
    })
    void theLabIsDiagnosedInEveryTopology(String topology, int exitCode, String finding) {
        try (RunningLab lab = RunningLab.start(logs, "--topology", topology)) {
            Told told = doctor(lab);

            assertThat(told.text()).contains("  " + finding);
            assertThat(told.exitCode()).isEqualTo(exitCode);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "--passive-ip 0.0.0.0, 1, announced-zero",
        "--rewrite control, 0, none: every passive client",
        "--unreachable reject, 1, reset after",
    })
    void theLabsSettingsShowInTheDiagnosis(String flags, int exitCode, String finding) {
        try (RunningLab lab = RunningLab.start(logs, flags.split(" ", -1))) {
            Told told = doctor(lab);

            assertThat(told.text()).contains(finding);
            assertThat(told.exitCode()).isEqualTo(exitCode);
        }
    }

    @Test
    void aWrongPasvAddressIsFoundWithTheSettingThatMendsIt() {
        String wrong = addresses.next().getHostAddress();
        try (WorkDirectory work = WorkDirectory.create("doctor");
                FtpServerRig server = FtpServers.startAnnouncing(site(work), wrong)) {
            String right = server.address().getAddress().getHostAddress();
            Told told = doctor("", url("anonymous", server.address()));

            assertThat(told.text())
                    .contains("announced-unreachable (breaks some clients)", "The server announces " + wrong)
                    .contains("- vsftpd: pasv_address=" + right)
                    .containsPattern(right + ":\\d+ open after \\d+ ms, the control address; LIST brought \\d+ bytes");
            assertThat(told.exitCode()).isOne();
        }
    }

    @Test
    void aServerWithFtpsOnlyIsLoggedInToOverTls() {
        try (WorkDirectory work = WorkDirectory.create("doctor");
                FtpServerRig server = FtpServers.startWithTlsOnly(site(work))) {
            Told told = doctor("", url("anonymous", server.address()));

            assertThat(told.text())
                    .contains("tls-only (breaks some clients)", "certificate (breaks some clients)", "(over TLS)")
                    .containsPattern("handshake done, TLSv1\\.\\d")
                    .containsPattern("LIST brought [1-9]\\d* bytes");
            assertThat(told.exitCode()).isOne();
        }
    }

    @Test
    void aServerThatHangsAfterTheLoginIsToldFromOneThatRefusesIt() {
        try (ScriptedControl server = ScriptedControl.start(addresses.next(), "220 ready", LOGIN)) {
            Told told = doctor(SECRET, "ftp://alice@" + server.hostAndPort() + "/");

            assertThat(told.text()).contains("hangs-after-login (breaks every client)");
            assertThat(told.exitCode()).isOne();
            assertThat(server.connections()).isLessThanOrEqualTo(6);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"SSH-2.0-OpenSSH_9.2p1, not-ftp-ssh", "HTTP/1.1 400 Bad Request, not-ftp-http"})
    void whatIsNoFtpServerIsNamed(String greeting, String finding) {
        try (ScriptedControl server = ScriptedControl.start(addresses.next(), greeting, Map.of())) {
            Told told = doctor(SECRET, "ftp://alice@" + server.hostAndPort() + "/");

            assertThat(told.text()).contains(finding);
            assertThat(told.exitCode()).isEqualTo(3);
        }
    }

    @ParameterizedTest(name = "--format {0}")
    @CsvSource({"text", "json"})
    void thePasswordIsInNoOutput(String format, @TempDir Path directory) throws IOException {
        Path netrc = Files.writeString(directory.resolve("netrc"), "default login alice password " + SECRET + "\n");
        try (ScriptedControl server = ScriptedControl.start(addresses.next(), "220 ready", LOGIN)) {
            String place = server.hostAndPort() + "/";
            List<Told> all = List.of(
                    doctor(SECRET, "--format", format, "ftp://alice@" + place),
                    doctor("", "--format", format, "--netrc", netrc.toString(), "ftp://" + place),
                    doctor(SECRET, "--format", format, "ftp://alice:" + SECRET + "@" + place),
                    doctor(SECRET, "--format", "ftp://alice:" + SECRET + "@" + place, "ftp://alice@" + place));

            assertThat(all).extracting(Told::exitCode).containsExactly(1, 1, 2, 2);
            assertThat(all)
                    .allSatisfy(told -> assertThat(told.text() + told.errors()).doesNotContain(SECRET));
            assertThat(all.get(0).text()).contains("230 you said PASS [password]");
        }
    }

    private ServerSite site(WorkDirectory work) {
        return new ServerSite(addresses.next(), DATA_PORTS, work.path(), logs);
    }
}
