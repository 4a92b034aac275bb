package io.github.passage.transcripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.control.LineWatch.Way;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of sessions while the disk is slow: the thread that writes starts late. */
@Timeout(30)
class TranscriptWriterTest {
    private static final SessionRef REF = new SessionRef("edge", 7);
    private static final InetSocketAddress HOP = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2121);

    @TempDir
    private Path directory;

    private TranscriptFiles files;
    private TranscriptWriter writer;

    @BeforeEach
    void make() throws IOException {
        TranscriptSettings settings = new TranscriptSettings(directory, 2, 1 << 20, 1 << 20);
        files = new TranscriptFiles(settings);
        writer = new TranscriptWriter(settings, files);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    private void begin(SessionRef session) {
        writer.put(new Happened.Began(session, System.nanoTime(), Instant.now()));
    }

    private void fact(SessionFact fact) {
        writer.put(new Happened.Fact(REF, System.nanoTime(), fact));
    }

    private void said(Way way, String line) {
        writer.put(new Happened.Said(REF, System.nanoTime(), way, line.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static SessionFact closed() {
        return new SessionFact.Closed(SessionEnd.QUIT, HOP.getAddress(), Duration.ofMillis(1));
    }

    private static SessionFact dataClosed() {
        return new SessionFact.DataClosed(
                HOP, ReplyKind.PASV, 3, 5, 0, Optional.empty(), DataEnd.COMPLETED, Duration.ofMillis(1));
    }

    /** Nothing fits behind this; the latch opens when there is room again. */
    private CountDownLatch fill(int waiting) {
        CountDownLatch room = new CountDownLatch(TranscriptWriter.WAITING - waiting);
        for (int i = waiting; i < TranscriptWriter.WAITING; i++) {
            writer.put(new Happened.Awaited(room));
        }
        return room;
    }

    private void write(CountDownLatch room) throws InterruptedException {
        writer.start();
        room.await();
    }

    @Test
    void aPasswordLostBeforeTheSessionIsWrittenIsNotTakenFromAnEcho() throws Exception {
        begin(REF);
        said(Way.CLIENT_TO_PASSAGE, "USER anna\r\n");
        CountDownLatch room = fill(2);
        said(Way.CLIENT_TO_PASSAGE, "PASS hunter2\r\n");
        assertThat(writer.lost()).isEqualTo(1);
        write(room);
        said(Way.SERVER_TO_PASSAGE, "530 not anna with hunter2\r\n");
        writer.flush();

        assertThat(Files.readString(writer.fileOf(REF).orElseThrow()))
                .contains("USER anna", " gap 1 lines are missing", "530 ***")
                .doesNotContain("hunter2");
    }

    @Test
    void nothingIsKeptOfASessionWhoseBeginIsLost() {
        fill(0);
        begin(REF);
        said(Way.CLIENT_TO_PASSAGE, "USER anna\r\n");
        fact(closed());

        assertThat(writer.lost()).isEqualTo(3);
        assertThat(writer.kept()).isZero();
    }

    @Test
    void nothingIsKeptOfASessionWhoseEndIsLost() throws Exception {
        begin(REF);
        CountDownLatch room = fill(1);
        fact(closed());
        write(room);
        writer.flush();

        assertThat(writer.kept()).isZero();
        assertThat(Files.readString(writer.fileOf(REF).orElseThrow())).contains(" gap 1 lines");
    }

    @Test
    void nothingIsKeptOfAClosedSessionWhoseLastTransferIsLost() throws Exception {
        begin(REF);
        fact(new SessionFact.DataArrived(HOP, HOP, false, ReplyKind.PASV, Optional.empty()));
        fact(closed());
        CountDownLatch room = fill(3);
        fact(dataClosed());
        write(room);
        writer.flush();

        assertThat(writer.kept()).isZero();
    }

    @Test
    void nothingIsKeptOfASessionWithoutAFile() throws IOException {
        begin(REF);
        Files.delete(directory);
        writer.start();
        writer.flush();

        assertThat(writer.kept()).isZero();
        Files.createDirectory(directory);
    }

    @Test
    void aDeletedFileIsForgottenWithItsSession() {
        for (int number = 1; number <= 3; number++) {
            begin(new SessionRef("edge", number));
        }
        writer.start();
        writer.flush();

        assertThat(writer.fileOf(new SessionRef("edge", 1))).isEmpty();
        assertThat(writer.fileOf(new SessionRef("edge", 2))).isPresent();
    }
}
