package io.github.passage.transcripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.control.LineWatch.Way;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptsTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40000);
    private static final InetSocketAddress HOP = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2121);
    private static final SessionRef REF = new SessionRef("edge", 7);
    private static final Duration TOOK = Duration.ofMillis(1);

    @TempDir
    private Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void fact(Transcripts to, SessionRef session, SessionFact fact) {
        to.on(new TelemetryEvent.InSession(session, fact));
    }

    private static void login(Transcripts to, SessionRef session) {
        fact(to, session, new SessionFact.Opened(CLIENT, HOP));
        to.line(session, Way.CLIENT_TO_PASSAGE, bytes("USER anna\r\n"));
        to.line(session, Way.CLIENT_TO_PASSAGE, bytes("PASS hunter2\r\n"));
        to.line(session, Way.SERVER_TO_PASSAGE, bytes("530 not anna hunter2\r\n"));
    }

    private static void end(Transcripts to, SessionRef session) {
        fact(to, session, new SessionFact.Closed(SessionEnd.QUIT, CLIENT.getAddress(), TOOK));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.sorted().toList();
        }
    }

    private static List<String> without(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("^\\+\\d+\\.\\d{6} ", ""))
                .toList();
    }

    @Test
    void aSessionIsAFileForItsOwnerWithoutThePassword() throws IOException {
        try (Transcripts transcripts = Transcripts.open(TranscriptSettings.in(directory))) {
            login(transcripts, REF);
            fact(transcripts, REF, new SessionFact.DataArrived(CLIENT, HOP, false, ReplyKind.PASV, Optional.empty()));
            fact(
                    transcripts,
                    REF,
                    new SessionFact.DataClosed(
                            CLIENT, ReplyKind.PASV, 3, 5, 0, Optional.empty(), DataEnd.COMPLETED, TOOK));
            end(transcripts, REF);

            List<String> lines = transcripts.find(REF).orElseThrow();
            assertThat(lines).startsWith("passage transcript 1", "session edge#7");
            assertThat(lines.get(2)).startsWith("began 20").endsWith("Z");
            assertThat(without(lines).subList(3, lines.size()))
                    .containsExactly(
                            "opened client=127.0.0.1:40000 reached=127.0.0.1:2121",
                            "client->passage USER anna",
                            "client->passage PASS ***",
                            "server->passage 530 not anna ***",
                            "data-begin 227 source=127.0.0.1:40000 reached=127.0.0.1:2121",
                            "data-end 227 from-client=3 from-target=5 end=completed",
                            "closed quit");
            Path file = files().getFirst();
            assertThat(file.getFileName().toString()).matches("\\d{8}T\\d{9}Z_edge_7\\.transcript");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void anEncryptedSessionSaysSoAndIsSilent() {
        try (Transcripts transcripts = Transcripts.open(TranscriptSettings.in(directory))) {
            login(transcripts, REF);
            fact(transcripts, REF, new SessionFact.Encrypted());
            transcripts.line(REF, Way.CLIENT_TO_PASSAGE, bytes("garble\r\n"));
            end(transcripts, REF);

            assertThat(without(transcripts.find(REF).orElseThrow()))
                    .endsWith("encrypted nothing can be read from here on", "closed quit");
        }
    }

    @Test
    void aFullFileSaysSoAndEnds() throws IOException {
        try (Transcripts transcripts = Transcripts.open(new TranscriptSettings(directory, 10, 4096, 1 << 20))) {
            login(transcripts, REF);
            for (int i = 0; i < 1000; i++) {
                transcripts.line(REF, Way.CLIENT_TO_PASSAGE, bytes("CWD aaaaaaaaaaaaaaaaaaaaaaa\r\n"));
            }
            assertThat(transcripts.find(REF).orElseThrow().getLast())
                    .endsWith("limit this transcript ends here: 4096 bytes");
            assertThat(Files.size(files().getFirst())).isLessThanOrEqualTo(4096);
        }
    }

    @Test
    void theOldestFilesGoAndNobodyElses() throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "mine");
        Files.writeString(directory.resolve("20200101T000000000Z_edge_1.transcript"), "old");
        try (Transcripts transcripts = Transcripts.open(new TranscriptSettings(directory, 3, 4096, 1 << 20))) {
            IntStream.range(1, 6).mapToObj(i -> new SessionRef("edge", i)).forEach(ref -> {
                login(transcripts, ref);
                end(transcripts, ref);
            });

            assertThat(transcripts.find(new SessionRef("edge", 2))).isEmpty();
            assertThat(transcripts.find(new SessionRef("edge", 5))).isPresent();
            assertThat(files())
                    .extracting(file -> file.getFileName().toString().replaceFirst(".*Z_", ""))
                    .containsExactlyInAnyOrder(
                            "notes.txt", "edge_3.transcript", "edge_4.transcript", "edge_5.transcript");
        }
    }

    @Test
    void allFilesTogetherStayBelowTheirLimit() throws IOException {
        try (Transcripts transcripts = Transcripts.open(new TranscriptSettings(directory, 1000, 4096, 4096))) {
            IntStream.range(1, 60).mapToObj(i -> new SessionRef("edge", i)).forEach(ref -> {
                login(transcripts, ref);
                end(transcripts, ref);
            });
            assertThat(transcripts.find(new SessionRef("edge", 59))).isPresent();
        }
        long total = 0;
        for (Path file : files()) {
            total += Files.size(file);
        }
        assertThat(total).isLessThanOrEqualTo(4096).isPositive();
    }

    @Test
    void afterAGapRepliesAreWithheldSinceTheyMayRepeatWhatIsMissing() {
        SessionScribe scribe = new SessionScribe(REF, Instant.EPOCH, 0, 1 << 20);
        scribe.gap(1_000_000, 3);
        scribe.line(2_000_000, Way.SERVER_TO_PASSAGE, bytes("530-not hunter2\r\n"));
        scribe.line(2_000_000, Way.SERVER_TO_PASSAGE, bytes("hunter2\r\n"));

        assertThat(new String(scribe.take(), StandardCharsets.UTF_8).lines())
                .endsWith(
                        "+0.001000 gap 3 lines are missing: they came faster than they could be written",
                        "+0.002000 server->passage 530-***",
                        "+0.002000 server->passage ***");
    }

    @Test
    void aDirectoryThatCannotBeOneIsToldInOneLine() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> Transcripts.open(TranscriptSettings.in(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("transcripts.directory or --transcripts: \"" + file
                        + "\": not a directory (expected: a directory to write to)");
    }

    @Test
    void aDirectoryThatTheSystemRefusesIsToldWithItsReason() {
        Path file = directory.resolve("x".repeat(300));

        assertThatThrownBy(() -> Transcripts.open(TranscriptSettings.in(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("transcripts.directory or --transcripts: \"" + file
                        + "\": File name too long (expected: a directory to write to)");
    }
}
