package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.observe.RunningPrometheus;
import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that the README shows does what it says there. */
class ReadmeIT {
    private static final String PASSAGE = "proxy-server/target/passage/bin/passage ";
    private static final String BUILD = "mvn -q -DskipTests package && ";
    private static final String TESTS = "proxy-it/setup.sh && mvn verify";
    private static final String PROMETHEUS_FLAGS =
            "--config.file=helm/prometheus.yml --storage.tsdb.path=/tmp/passage-prometheus";
    private static final String URL = "ftp://demo:demo-passage@127.1.0.10:2121/";
    private static final String LITERAL_CURL = "curl --disable-epsv --no-ftp-skip-pasv-ip --connect-timeout 5 " + URL;
    private static final String EPSV_CURL = "curl " + URL;
    private static final String DOCTOR_URL = "ftp://demo@127.1.0.10:2121/";
    private static final String DOCTOR = "PASSAGE_PASSWORD=demo-passage " + PASSAGE + "doctor " + DOCTOR_URL;
    private static final String REPLAY = "PASSAGE_PASSWORD=demo-passage " + PASSAGE
            + "replay transcripts/*_endpoint.a_1.transcript --target 127.1.0.10:2121";
    private static final String METRICS = "curl -s http://127.0.0.1:9621/metrics";
    private static final String OPEN_METRICS =
            "curl -s -H 'Accept: application/openmetrics-text' http://127.0.0.1:9621/metrics";
    private static final int CURL_TIMED_OUT = 28;
    private static final int CURL_CANNOT_CONNECT = 7;
    private static final Duration MATRIX_LIMIT = Duration.ofSeconds(90);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String EVERY_ADDRESS = "0.0.0.0:2121";

    private final ItLogs logs = ItLogs.fresh("ReadmeIT");
    private final Readme readme = Readme.read();

    @TempDir
    private Path directory;

    /** How a command is tried. */
    @FunctionalInterface
    private interface Trial {
        void run(String command) throws IOException;
    }

    private Map<String, Trial> trials() {
        return Map.ofEntries(
                entry(BUILD + PASSAGE + "lab", _ -> curlAt("", EPSV_CURL, 0)),
                entry(LITERAL_CURL, command -> curlAt("", command, CURL_TIMED_OUT)),
                entry(EPSV_CURL, command -> curlAt("", command, 0)),
                entry(PASSAGE + "lab --rewrite control", command -> curlAt(flagsOf(command), LITERAL_CURL, 0)),
                entry(
                        PASSAGE + "lab --passive-ip 0.0.0.0",
                        command -> curlAt(flagsOf(command), LITERAL_CURL, CURL_CANNOT_CONNECT)),
                entry(PASSAGE + "lab --list", command -> prints(command, "Topologies:", "Scenarios:")),
                entry(
                        PASSAGE + "lab --scenario zero-byte-files",
                        command -> prints(command, "Reproduced: zero-byte-files")),
                entry(PASSAGE + "lab --topology nlb --print-topology", command -> prints(command, "topology {")),
                entry(PASSAGE + "lab --topology-reference", command -> prints(command, "topology-defaults {")),
                entry(
                        PASSAGE + "lab --topology nlb-multi-az --print-hosts",
                        command -> prints(command, "127.2.0.20      nlb.passage.test")),
                entry(PASSAGE + "matrix --topology privatelink", command -> agrees(command, "privatelink")),
                entry(
                        PASSAGE + "matrix --topology nlb-multi-az --client winscp --only-failing",
                        command -> agrees(command, "WinSCP")),
                entry(
                        PASSAGE + "matrix --topology privatelink --format html --output matrix.html",
                        this::writesThePage),
                entry(PASSAGE + "ctl show", command -> asksTheLab(command, "HOP ")),
                entry(PASSAGE + "ctl sessions", command -> asksTheLab(command, "no sessions yet")),
                entry(METRICS, command -> scrapesTheLab(command, "# TYPE passage_target_healthy gauge")),
                entry(OPEN_METRICS, command -> scrapesTheLab(command, "# EOF")),
                entry(PASSAGE + "ctl admin ready", command -> asksTheLab(command, "ready")),
                entry(PASSAGE + "ctl admin hops", command -> asksTheLab(command, "endpoint.a ")),
                entry(PASSAGE + "ctl admin sessions --state open", command -> asksTheLab(command, "no sessions")),
                entry(DOCTOR, _ -> diagnosesTheLab()),
                entry(PASSAGE + "lab --transcripts transcripts", this::records),
                entry(REPLAY, _ -> playsAgain()),
                entry(
                        PASSAGE + "proxy --listen 0.0.0.0:2121 --target 127.0.0.1:21 --data-ports 8192-8200"
                                + " --passive-address control",
                        command -> listens(argumentsOf(command))),
                entry(PASSAGE + "check-config --reference", this::printsTheManual),
                entry(PASSAGE + "check-config passage.conf", this::findsTheExampleGood),
                entry(
                        PASSAGE + "proxy --config passage.conf",
                        command -> listens(argumentsOf(command).replace("passage.conf", example(ownAddress())))),
                entry("prometheus " + PROMETHEUS_FLAGS, this::scrapesWhatRunsHere),
                entry("promtool test rules helm/alerts/passage.test.yml", this::provesTheRules),
                entry("proxy-it/bench.sh", this::explainsItself),
                entry(BUILD + "proxy-server/container/image.sh", this::buildsTheContainerImage),
                entry(TESTS, this::isWhatCiRuns));
    }

    private static Map.Entry<String, Trial> entry(String command, Trial trial) {
        return Map.entry(command, trial);
    }

    private void prints(String command, String... lines) {
        try (PassageProcess passage =
                PassageProcess.start(logs, argumentsOf(command).split(" "))) {
            assertThat(passage.awaitEnd()).isZero();
            assertThat(passage.errors()).isEmpty();
            assertThat(passage.output()).contains(lines);
        }
    }

    private void agrees(String command, String shown) {
        try (PassageProcess passage =
                PassageProcess.start(logs, argumentsOf(command).split(" "))) {
            assertThat(passage.awaitEnd(MATRIX_LIMIT)).isZero();
            assertThat(passage.output())
                    .anyMatch(line -> line.contains(shown))
                    .anyMatch(line -> line.endsWith("every one came out as foretold."));
        }
    }

    private void writesThePage(String command) throws IOException {
        Path page = directory.resolve("matrix.html");
        String arguments = argumentsOf(command).replace("matrix.html", page.toString());
        try (PassageProcess passage = PassageProcess.start(logs, arguments.split(" "))) {
            assertThat(passage.awaitEnd(MATRIX_LIMIT)).isZero();
        }
        assertThat(page).content().contains("<svg", "\"disagreements\":0", "</html>");
    }

    private void asksTheLab(String command, String begin) {
        try (RunningLab lab = RunningLab.start(logs);
                PassageProcess passage =
                        PassageProcess.start(logs, argumentsOf(command).split(" "))) {
            assertThat(passage.awaitEnd()).isZero();
            assertThat(passage.output()).anyMatch(line -> line.startsWith(begin));
            assertThat(lab.program().isAlive()).isTrue();
        }
    }

    private void scrapesTheLab(String curl, String line) {
        Tools.require(Tool.CURL);
        try (RunningLab lab = RunningLab.start(logs)) {
            Path log = logs.file("scrape");
            assertThat(ChildProcess.run(List.of("/bin/sh", "-c", curl), "", log, LIMIT))
                    .isZero();
            assertThat(log).content().contains(line);
            assertThat(lab.program().isAlive()).isTrue();
        }
    }

    private void diagnosesTheLab() {
        List<String> command = List.of(
                Tools.require(Tool.ENV).toString(),
                "PASSAGE_PASSWORD=demo-passage",
                PassageProcess.program().toString(),
                "doctor",
                DOCTOR_URL);
        try (RunningLab lab = RunningLab.start(logs);
                PassageProcess passage = PassageProcess.start(logs, List.of(), command)) {
            assertThat(passage.awaitEnd()).isEqualTo(1);
            assertThat(passage.errors()).isEmpty();
            assertThat(passage.output())
                    .contains("Findings", "  announced-unreachable (breaks some clients)")
                    .anyMatch(line -> line.startsWith("    - AWS Transfer Family: PassiveIp = 127.1.0.10, then stop"));
            assertThat(lab.program().isAlive()).isTrue();
        }
    }

    private void records(String command) {
        Path kept = directory.resolve("transcripts");
        try (RunningLab lab = RunningLab.start(
                logs,
                flagsOf(command)
                        .replace("transcripts transcripts", "transcripts " + kept)
                        .split(" "))) {
            assertThat(lab.program().isAlive()).isTrue();
            assertThat(kept).isDirectory();
        }
    }

    private void playsAgain() throws IOException {
        Path transcript = Files.write(
                directory.resolve("a.transcript"),
                List.of(
                        "passage transcript 1",
                        "session vpce#1",
                        "began 2026-02-03T04:05:06.007Z",
                        "+0.000100 passage->client 220 hello",
                        "+0.000200 client->passage USER demo",
                        "+0.000300 passage->client 331 go on",
                        "+0.000400 client->passage PASS ***",
                        "+0.000500 passage->client 230 welcome",
                        "+0.000600 client->passage QUIT",
                        "+0.000700 passage->client 221 bye"));
        String[] words = REPLAY.split(" ");
        words[3] = transcript.toString();
        words[1] = PassageProcess.program().toString();
        List<String> command = Stream.concat(Stream.of(Tools.require(Tool.ENV).toString()), Stream.of(words))
                .toList();
        try (RunningLab lab = RunningLab.start(logs);
                PassageProcess passage = PassageProcess.start(logs, List.of(), command)) {
            assertThat(passage.awaitEnd()).as(passage.output().toString()).isZero();
            assertThat(passage.output()).singleElement().asString().endsWith(": no difference at 127.1.0.10:2121");
            assertThat(lab.program().isAlive()).isTrue();
        }
    }

    static Stream<String> commands() {
        return Readme.read().commands().stream().distinct();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void doesWhatTheReadmeSays(String command) throws IOException {
        Trial trial = Optional.ofNullable(trials().get(command))
                .orElseThrow(() -> new AssertionError(
                        "README.md: command %s (expected: one that this test knows how to try)".formatted(command)));
        trial.run(command);
    }

    @Test
    void everyTrialIsOfACommandInTheReadme() {
        assertThat(readme.commands()).containsAll(trials().keySet());
    }

    /** Starts a lab with these flags, runs curl in a shell, and compares its exit code; 0 must come with a listing. */
    private void curlAt(String flags, String curl, int expected) {
        Tools.require(Tool.CURL);
        try (RunningLab lab = RunningLab.start(logs, flags.isEmpty() ? new String[0] : flags.split(" "))) {
            Path log = logs.file("curl");
            int exit = ChildProcess.run(List.of("/bin/sh", "-c", curl), "", log, LIMIT);
            assertThat(lab.program().isAlive()).isTrue();
            assertThat(log).content().satisfies(output -> {
                assertThat(exit).as(output).isEqualTo(expected);
                assertThat(output.contains("readme.txt")).isEqualTo(expected == 0);
            });
        }
    }

    private void listens(String arguments) {
        String own = ownAddress();
        try (RunningHop hop =
                RunningHop.start(logs, arguments.replace(EVERY_ADDRESS, own).split(" "))) {
            assertThat(hop.address().getAddress().getHostAddress() + ":"
                            + hop.address().getPort())
                    .isEqualTo(own);
        }
    }

    private void printsTheManual(String command) {
        try (PassageProcess passage =
                PassageProcess.start(logs, argumentsOf(command).split(" "))) {
            assertThat(passage.awaitEnd()).isZero();
            assertThat(passage.errors()).isEmpty();
            assertThat(passage.output()).contains("passage {", "  hop-defaults {", "  hops {}");
        }
    }

    private void findsTheExampleGood(String command) throws IOException {
        String arguments = argumentsOf(command).replace("passage.conf", example(EVERY_ADDRESS));
        try (PassageProcess passage = PassageProcess.start(logs, arguments.split(" "))) {
            assertThat(passage.awaitEnd()).isZero();
            assertThat(passage.output()).first().asString().endsWith("passage.conf: good");
            assertThat(passage.errors()).isEmpty();
        }
    }

    private void scrapesWhatRunsHere(String command) {
        assertThat(command).contains("helm/prometheus.yml");
        Path configuration = Path.of("..", "helm", "prometheus.yml").toAbsolutePath();
        try (RunningHop hop = RunningHop.start(
                        logs,
                        "proxy",
                        "--listen",
                        ownAddress(),
                        "--target",
                        "127.0.0.1:21",
                        "--admin",
                        "127.0.0.1:9621");
                RunningPrometheus prometheus =
                        RunningPrometheus.start(logs, configuration, directory.resolve("data"))) {
            Awaitility.await()
                    .atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(prometheus.api().instant("up == 1")).hasSize(1));
            assertThat(hop.program().isAlive()).isTrue();
        }
    }

    private void provesTheRules(String command) {
        String program = Tools.require(Tool.PROMTOOL).toString();
        Path log = logs.file("promtool");
        String there = "cd .. && " + command.replaceFirst("promtool", program);
        int exit = ChildProcess.run(List.of("/bin/sh", "-c", there), "", log, LIMIT);
        assertThat(log)
                .content()
                .satisfies(output -> assertThat(exit).as(output).isZero());
    }

    /** A whole run takes long, and means nothing beside other tests. */
    private void explainsItself(String command) {
        Path log = logs.file("bench");
        int exit = ChildProcess.run(List.of("../" + command, "--help"), "", log, LIMIT);
        assertThat(log).content().contains("Usage: " + command).contains("--readme", "--rounds=N", "--only=MEASURE");
        assertThat(exit).isZero();
    }

    private void buildsTheContainerImage(String command) {
        if (!Files.exists(Path.of("../proxy-server/.base/packages"))) {
            throw Tools.unmet("container base: not assembled (expected: proxy-it/setup.sh has run, on Debian)");
        }
        Path script = Path.of("..", command.substring(BUILD.length()));
        Path log = logs.file("container-image");
        int exit = ChildProcess.run(List.of(script.toString(), directory.toString()), "", log, MATRIX_LIMIT);
        assertThat(log).content().contains("AOT cache");
        assertThat(exit).isZero();
        assertThat(directory).isDirectoryContaining("glob:**/passage-image.tar");
    }

    private void isWhatCiRuns(String command) throws IOException {
        assertThat(Path.of("..", ".ci", "run"))
                .content()
                .contains("\nreadonly test_command='" + command + "'\n")
                .contains("\neval \"$test_command\"\n");
        assertThat(Path.of("setup.sh")).isExecutable();
    }

    /** The README's example of a configuration file, with another address to listen on. */
    private String example(String listen) throws IOException {
        String content = readme.blockFrom("passage.hops.edge {");
        assertThat(content).contains(EVERY_ADDRESS);
        Path file = directory.resolve("passage.conf");
        return Files.writeString(file, content.replace(EVERY_ADDRESS, listen)).toString();
    }

    /** Other programs may have bound the same port at other addresses, which rules out listening on all. */
    private static String ownAddress() {
        return new LoopbackAddresses().next().getHostAddress() + ":2121";
    }

    private static String argumentsOf(String command) {
        assertThat(command).startsWith(PASSAGE);
        return command.substring(PASSAGE.length());
    }

    private static String flagsOf(String lab) {
        return argumentsOf(lab).substring("lab ".length());
    }
}
