package io.github.passage.it.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Sha256;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a lab starts and stops, what it carries and what it tells. */
class LabLifeIT {
    private static final List<String> HOSTS =
            List.of("127.1.0.10", "127.2.0.20", "127.2.135.46", "127.200.0.1", "127.201.0.1");
    private static final String FOLDER = "s3バケット";
    private static final String GREETING = "こんにちは";

    private final ItLogs logs = ItLogs.fresh("LabLifeIT");

    @Test
    void isReadyInLessThanThreeSeconds() {
        assertThat(least(this::readyAfter)).isLessThan(Duration.ofSeconds(3));
    }

    /** The least of three: the machine may have other work meanwhile. */
    private static Duration least(Supplier<Duration> measurement) {
        return Stream.generate(measurement)
                .limit(3)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Duration readyAfter() {
        try (RunningLab lab = RunningLab.start(logs)) {
            assertThat(lab.program().errors()).isEmpty();
            return lab.ready();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"SIGINT", "SIGTERM"})
    void aSignalDuringATransferStopsEverythingWithinTwoSeconds(String signal) {
        assertThat(least(() -> endAfter(signal))).isLessThan(Duration.ofSeconds(2));
    }

    private Duration endAfter(String signal) {
        try (RunningLab lab = RunningLab.start(logs, "--rewrite", "control");
                FtpDialog dialog = FtpDialog.open(lab.address())) {
            dialog.login(RunningLab.ACCOUNT);
            try (Socket stalled = dialog.openData(dialog.pasv())) {
                dialog.send("RETR 100MiB.bin");
                assertThat(stalled.getInputStream().read()).isNotNegative();
                assertThat(lab.homes()).hasSize(1);

                Duration before = lab.program().age();
                if (signal.equals("SIGINT")) {
                    lab.program().interrupt();
                } else {
                    lab.program().terminate();
                }
                int exit = lab.program().awaitEnd();

                Duration took = lab.program().age().minus(before);
                assertThat(exit).isZero();
                assertThat(lab.homes()).isEmpty();
                assertThat(KernelTable.listening()).doesNotContainAnyElementsOf(everyAddress());
                assertThat(lab.program().errors()).isEmpty();
                return took;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSignalDuringAScenarioStopsEverything() throws IOException {
        try (WorkDirectory temporary = WorkDirectory.create("scenario");
                PassageProcess passage = PassageProcess.start(
                        logs,
                        List.of("-Djava.io.tmpdir=" + temporary.path()),
                        PassageProcess.program(),
                        List.of("lab", "--scenario", "zone-down"))) {
            passage.awaitOutput("zone az2 goes down");
            assertThat(temporary.path()).isNotEmptyDirectory();
            passage.terminate();

            assertThat(passage.awaitEnd()).isEqualTo(143);
            assertThat(temporary.path()).isDirectoryNotContaining("glob:**/passage-home-*");
            assertThat(KernelTable.listening()).noneMatch(address -> address.endsWith(":2121"));
            assertThat(passage.errors()).isEmpty();
            assertThat(passage.output()).noneMatch(line -> line.contains("NOT AS EXPECTED"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1MiB.bin", "100MiB.bin"})
    void filesArriveWholeThroughThreeHops(String name, @TempDir Path local) {
        try (RunningLab lab = RunningLab.start(logs, "--rewrite", "control")) {
            Path literal = local.resolve("literal");
            Path epsv = local.resolve("epsv");
            Path stored = lab.sample("stored.bin");

            String output =
                    lab.client().literalLftp("get " + name + " -o " + literal, "put " + literal + " -o stored.bin");
            String curl = lab.client().curl(name, "--output", epsv.toString());

            String expected = Sha256.of(lab.sample(name));
            assertThat(literal).as(output).exists();
            assertThat(Sha256.of(literal)).isEqualTo(expected);
            assertThat(stored).as(output).exists();
            assertThat(Sha256.of(stored)).isEqualTo(expected);
            assertThat(epsv).as(curl).exists();
            assertThat(Sha256.of(epsv)).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "in locale {0}")
    @ValueSource(strings = {"C.UTF-8", "C"})
    void namesOutsideAsciiAreListedAndRead(String locale, @TempDir Path local) {
        try (RunningLab lab = RunningLab.start(logs, locale, new String[] {"--rewrite", "control"})) {
            Path target = local.resolve("greeting");

            assertThat(lab.client().ftpSsl("ls")).contains(FOLDER);
            String output = lab.client()
                    .literalLftp(
                            "cd " + FOLDER,
                            "ls",
                            "get " + GREETING + ".txt -o " + target,
                            "put " + target + " -o " + GREETING + "2.txt",
                            "ls");

            assertThat(output).contains(GREETING + ".txt", GREETING + "2.txt");
            assertThat(target).usingCharset(UTF_8).hasContent(GREETING);
        }
    }

    @Test
    void theTraceTellsASessionFromLoginToEnd() {
        try (RunningLab lab = RunningLab.start(logs, "--rewrite", "control")) {
            lab.client().ftpSsl("get 1KiB.bin /dev/null");
            lab.program().awaitOutput("\\[endpoint\\.a#\\d+\\] session ended \\(quit\\)");

            assertThat(trace(lab))
                    .containsSubsequence(
                            "client 10.2.0.5:N [127.0.0.1:N] connected to 10.2.0.10:2121 [127.1.0.10:2121]",
                            "logged in as demo",
                            "client sends PASV",
                            "server announced 10.1.135.46:N [127.2.135.46:N] (227, the Transfer endpoint's address);"
                                    + " the client is told 10.2.0.10:N [127.1.0.10:N], the VPC endpoint's address",
                            "data connection from 10.2.0.5:N [127.0.0.1:N]: the client dialled 10.2.0.10:N [127.1.0.10:N]",
                            "data connection ended (completed): 1024 bytes to the client, 0 bytes from it, N ms");
        }
    }

    /** Without times and session names, and with N for numbers that differ from run to run. */
    private static List<String> trace(RunningLab lab) {
        return lab.program().output().stream()
                .filter(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\[endpoint\\.a#\\d+\\] .*"))
                .map(line -> line.replaceFirst("^\\S+ \\S+ ", "")
                        .replaceAll(":(?!2121)\\d+", ":N")
                        .replaceAll("\\d+ ms", "N ms"))
                .toList();
    }

    private static List<String> everyAddress() {
        return HOSTS.stream()
                .flatMap(host -> Stream.concat(
                                Stream.of(2121),
                                IntStream.rangeClosed(8192, 8200).boxed())
                        .map(port -> host + ":" + port))
                .toList();
    }
}
