package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Sessions of real clients as log lines and transcripts, and the latter played again. */
@TestInstance(Lifecycle.PER_CLASS)
class TranscriptIT {
    private final ItLogs logs = ItLogs.fresh("TranscriptIT");
    private TestServer server;
    private TestServer other;

    @BeforeAll
    void start() {
        server = new TestServer(logs, new PortRange(21200, 21249), 1 << 20);
        other = new TestServer(logs, new PortRange(21250, 21299), 2 << 20);
    }

    @AfterAll
    void stop() {
        server.close();
        other.close();
    }

    private String password() {
        return server.rig().account().password();
    }

    private Path directory(String name) {
        // Below target/it-logs, all of which is searched for passwords after the run
        return logs.file(name).resolveSibling(name);
    }

    private RunningHop hop(Path directory, String format) {
        return RunningHop.start(
                logs,
                "proxy",
                "--listen",
                server.hopHost() + ":0",
                "--target",
                server.target(),
                "--transcripts",
                directory.toString(),
                "--log-format",
                format);
    }

    private static Path onlyFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private PassageProcess replay(Path transcript, TestServer against, String... more) {
        List<String> command = Stream.concat(
                        Stream.of(
                                Tools.require(Tool.ENV).toString(),
                                "PASSAGE_PASSWORD=" + password(),
                                PassageProcess.program().toString(),
                                "replay",
                                transcript.toString(),
                                "--target",
                                against.target()),
                        Stream.of(more))
                .toList();
        return PassageProcess.start(logs, List.of(), command);
    }

    @Test
    void aDownloadIsRecordedWithoutThePasswordAndPlayedAgain() throws IOException {
        Path directory = directory("download");
        try (RunningHop hop = hop(directory, "text")) {
            new RealClient(hop.address(), server.rig().account(), logs).curl(TestServer.FILE, "--output", "/dev/null");
            hop.program().awaitError(" ended verdict=ok .* user=tester .* bytes_from_target=1048576 ");
        }
        Path transcript = onlyFile(directory);
        assertThat(Files.readAllLines(transcript))
                .anyMatch(line -> line.endsWith(" client->passage PASS ***"))
                .anyMatch(line -> line.endsWith(" passage->server PASS ***"))
                .anyMatch(line -> line.contains(" data-end 229 from-client=0 from-target=1048576 end=completed"))
                .noneMatch(line -> line.contains(password()));

        try (PassageProcess same = replay(transcript, server, "--compare-text");
                PassageProcess differs = replay(transcript, other)) {
            assertThat(same.awaitEnd()).as(same.output().toString()).isZero();
            assertThat(same.output()).singleElement().asString().endsWith("no difference at " + server.target());
            assertThat(differs.awaitEnd()).isEqualTo(1);
            assertThat(differs.output())
                    .singleElement()
                    .asString()
                    .matches(".*\\.transcript: line \\d+: after \"(SIZE|RETR) .*");
        }
    }

    @Test
    void anUploadIsPlayedAgain() throws IOException {
        Path directory = directory("upload");
        Path file = Files.write(logs.file("upload-me"), new byte[300_000]);
        try (RunningHop hop = hop(directory, "text")) {
            new RealClient(hop.address(), server.rig().account(), logs)
                    .curl(TestServer.FILE + ".new", "--upload-file", file.toString());
            hop.program().awaitError(" ended verdict=ok .* bytes_from_client=300000 ");
        }

        try (PassageProcess same = replay(onlyFile(directory), server)) {
            assertThat(same.awaitEnd()).as(same.output().toString()).isZero();
        }
    }

    @Test
    void aBadFileIsToldWithItsLine() throws IOException {
        Path bad = Files.writeString(
                logs.file("bad"), "passage transcript 1\nsession a#1\nbegan 2026-01-01T00:00:00Z\nnoise\n");
        try (PassageProcess told = replay(bad, server)) {
            assertThat(told.awaitEnd()).isEqualTo(2);
            assertThat(told.errors())
                    .containsExactly("passage replay: " + bad
                            + ": line 4: no entry of a transcript (expected: +SECONDS.MICROS WHAT ...)");
        }
    }

    @Test
    void fromAPipeTheLogIsJsonAndOneLineExplainsTheSession() throws IOException {
        Path directory = directory("json");
        List<String> lines;
        try (RunningHop hop = hop(directory, "auto")) {
            new RealClient(hop.address(), server.rig().account(), logs).curl(TestServer.FILE, "--output", "/dev/null");
            await().until(() -> hop.program().errors().stream().anyMatch(line -> line.contains("\"ended\"")));
            lines = hop.program().errors();
        }
        ObjectMapper json = new ObjectMapper();
        JsonNode last = null;
        for (String line : lines) {
            JsonNode each = json.readTree(line);
            assertThat(each.fieldNames()).toIterable().contains("time", "level", "logger", "message");
            last = each.get("message").asText().equals("ended") ? each : last;
        }
        assertThat(last).isNotNull();
        assertThat(last.get("verdict").asText()).isEqualTo("ok");
        assertThat(last.get("verbs").get("PASS").asInt()).isEqualTo(1);
        assertThat(last.get("passive").asInt()).isEqualTo(229);
        assertThat(last.get("dialled").asText()).startsWith(server.hopHost() + ":");
        assertThat(last.get("observed").asText())
                .startsWith(last.get("client").asText().replaceFirst(":\\d+$", ":"));
        assertThat(lines).noneMatch(line -> line.contains(password()));
    }
}
