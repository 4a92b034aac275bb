package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** {@code passage matrix} as users run it. */
class MatrixCommandIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ItLogs logs = ItLogs.fresh("MatrixCommandIT");

    @TempDir
    private Path directory;

    private String run(String arguments) throws Exception {
        Path file = directory.resolve("matrix.out");
        try (PassageProcess passage = PassageProcess.start(logs, (arguments + " --output " + file).split(" "))) {
            assertThat(passage.awaitEnd(LIMIT))
                    .as(String.join("\n", passage.errors()))
                    .isZero();
        }
        return Files.readString(file);
    }

    @Test
    void jsonTellsVerdictsAndFixesOfEveryFailure() throws Exception {
        JsonNode matrix = new ObjectMapper()
                .readTree(run("matrix --topology privatelink --client wget --passive-ip 0.0.0.0 --format json"));

        assertThat(matrix.path("disagreements").asInt()).isZero();
        assertThat(matrix.path("rows")).hasSize(2);
        JsonNode trial = matrix.at("/rows/0/cells/0/trials/0");
        assertThat(trial.at("/observed/result").asText()).isEqualTo("refused");
        assertThat(trial.at("/observed/dialled/0").asText()).isEqualTo("0.0.0.0");
        assertThat(trial.at("/verdict/step").asText()).isEqualTo("data connect");
        assertThat(trial.at("/verdict/cause").asText()).isEqualTo("own-host");
        assertThat(trial.at("/fixes").findValuesAsText("change"))
                .anyMatch(change -> change.contains("--rewrite control"))
                .anyMatch(change -> change.contains("PassiveIp 10.2.0.10"));
        assertThat(trial.at("/transcript").toString())
                .contains("227 Entering Passive Mode (0,0,0,0,")
                .doesNotContain("demo-passage");
        assertThat(matrix.at("/rows/1/cells/0/mark").asText()).isEqualTo("works");
    }

    @Test
    void junitHasACaseForEachTransfer() throws Exception {
        String xml = run("matrix --topology direct --client lftp --format junit");
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));

        assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(4);
        assertThat(document.getElementsByTagName("testcase").getLength()).isPositive();
        assertThat(document.getElementsByTagName("failure").getLength()).isZero();
    }

    @Test
    void markdownHasATableForEachTopology() throws Exception {
        assertThat(run("matrix --topology direct --client wget --format markdown"))
                .startsWith("### direct\n")
                .contains("| clients | AUTO |", "| wget, wget bounded | works |");
    }

    @Test
    void aNarrowTerminalGetsTheTableInBands() throws Exception {
        List<String> lines = run("matrix --topology direct --passive-ip AUTO --rewrite keep --width 60")
                .lines()
                .toList();

        assertThat(lines).filteredOn(line -> line.startsWith("direct")).hasSizeGreaterThan(2);
        assertThat(lines).filteredOn(line -> !line.contains(" transfers in ")).allMatch(line -> line.length() <= 60);
    }

    /** Root may not use Chromium's sandbox; nothing that it asks for leaves the machine. */
    @Test
    void thePageShowsEveryCellInABrowser() throws Exception {
        Path chromium = Tools.require(Tool.CHROMIUM);
        run("matrix --topology privatelink --client wget --format html");
        Path page = Files.move(directory.resolve("matrix.out"), directory.resolve("matrix.html"));
        Path log = logs.file("chromium.log");
        List<String> command = List.of(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + directory.resolve("profile"),
                "--dump-dom",
                page.toUri().toString());

        assertThat(ChildProcess.run(command, "", log, LIMIT)).isZero();
        String dom = Files.readString(log);
        assertThat(dom).contains("<svg", "Which FTP client works", "every one came out as foretold");
        assertThat(dom.split("<td class=\"(works|refused|silent|active|gave_up|some)\"", -1))
                .as("rows x columns")
                .hasSizeGreaterThanOrEqualTo(1 + 6 * 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --topology nowhere          | --topology: "nowhere"
            --topology privatelink-two-consumers-overlap | needs network namespaces
            --client notepad            | --client: "notepad"
            --passive-ip 1.2.3          | --passive-ip: "1.2.3" (expected: AUTO, or one IPv4 address
            --rewrite always            | --rewrite: "always" (expected: keep or control)
            --format pdf                | --format: "pdf" (expected: one of table, markdown, json, junit, html)
            """)
    void aMistakeIsOneLineAndExitCodeTwo(String flags, String complaint) {
        try (PassageProcess passage = PassageProcess.start(logs, ("matrix " + flags).split(" "))) {
            assertThat(passage.awaitEnd(LIMIT)).isEqualTo(2);
            assertThat(passage.errors()).hasSize(1).first().asString().contains(complaint);
        }
    }
}
