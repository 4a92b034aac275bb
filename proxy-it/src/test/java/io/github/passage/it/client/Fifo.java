package io.github.passage.it.client;

import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A named pipe that a client downloads into: it holds the client in the middle of the transfer for as long as a test wants. */
final class Fifo implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(5);

    private final Path path;
    private final RandomAccessFile file;
    private final FileInputStream input;

    private Fifo(Path path) throws IOException {
        this.path = path;
        // Opening a FIFO for reading only would wait for a writer that may never come
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.input = new FileInputStream(file.getFD());
    }

    static Fifo create(Path path) {
        try {
            Path log = Path.of(path + ".log");
            ChildProcess.run(List.of(Tools.require(Tool.MKFIFO).toString(), path.toString()), "", log, LIMIT);
            return new Fifo(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    /**
     * Waits until the client has written something.
     *
     * @throws AssertionError if the client ends before
     */
    void awaitBytes(ChildProcess client, Duration limit) {
        Awaitility.await("bytes in " + path)
                .atMost(limit)
                .pollInterval(POLL)
                .until(() -> !client.isAlive() || input.available() > 0);
        if (!client.isAlive()) {
            throw new AssertionError(
                    "client: ended (expected: a transfer); it printed:%n%s".formatted(client.output()));
        }
    }

    void drainUntilEnd(ChildProcess client, Duration limit) {
        Awaitility.await("end of the client").atMost(limit).pollInterval(POLL).until(() -> {
            input.readNBytes(input.available());
            return !client.isAlive();
        });
    }

    @Override
    public void close() {
        try {
            file.close();
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
