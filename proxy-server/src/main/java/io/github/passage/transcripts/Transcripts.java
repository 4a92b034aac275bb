package io.github.passage.transcripts;

import io.github.passage.control.LineWatch;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Records every session in a file of its own. Event loops only put what happens into a bounded queue; a thread of its own redacts and
 * writes it. What does not fit into the queue is missing in the file, which says so.
 */
public final class Transcripts implements TelemetryListener, LineWatch, AutoCloseable {
    private static final int MOST_SHOWN = 1 << 20;

    private final TranscriptWriter writer;

    private Transcripts(TranscriptWriter writer) {
        this.writer = writer;
    }

    /**
     * Begins to record.
     *
     * @throws IllegalArgumentException if the directory cannot be made or written to, saying why
     */
    public static Transcripts open(TranscriptSettings settings) {
        try {
            TranscriptWriter writer = new TranscriptWriter(settings, new TranscriptFiles(settings));
            writer.start();
            return new Transcripts(writer);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "transcripts.directory or --transcripts: \"" + settings.directory() + "\": " + reason(e)
                            + " (expected: a directory to write to)",
                    e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException file -> "not a directory";
            case AccessDeniedException denied -> "no permission";
            case FileSystemException other when other.getReason() == null -> "cannot be made";
            case FileSystemException other -> String.valueOf(other.getReason());
            default -> String.valueOf(e.getMessage());
        };
    }

    @Override
    public void on(TelemetryEvent event) {
        if (event instanceof TelemetryEvent.InSession(SessionRef session, SessionFact fact)) {
            switch (fact) {
                case SessionFact.Opened opened -> {
                    writer.put(new Happened.Began(session, System.nanoTime(), Instant.now()));
                    writer.put(new Happened.Fact(session, System.nanoTime(), fact));
                }
                // They say nothing that the lines do not
                case SessionFact.CommandReceived command -> {}
                case SessionFact.ReplyReceived reply -> {}
                default -> writer.put(new Happened.Fact(session, System.nanoTime(), fact));
            }
        }
    }

    @Override
    public void line(SessionRef session, Way way, byte[] wire) {
        writer.put(new Happened.Said(session, System.nanoTime(), way, wire));
    }

    /** How many lines are missing in all transcripts, since they came faster than they could be written. */
    public long lost() {
        return writer.lost();
    }

    /**
     * The lines of a session's transcript so far, of its last MiB, what has just happened included. Blocks for up to a second.
     *
     * @return empty if there is none, or none any more
     */
    public Optional<List<String>> find(SessionRef session) {
        writer.flush();
        return writer.fileOf(session).flatMap(Transcripts::lines);
    }

    private static Optional<List<String>> lines(Path file) {
        try {
            return Optional.of(tail(file));
        } catch (IOException deleted) {
            return Optional.empty();
        }
    }

    /** The last lines, since whoever asks for them has one answer of them in memory. */
    private static List<String> tail(Path file) throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            long skipped = Math.max(0, in.size() - MOST_SHOWN);
            in.position(skipped);
            byte[] bytes = Channels.newInputStream(in).readNBytes(MOST_SHOWN);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return skipped == 0
                    ? lines
                    : Stream.concat(
                                    Stream.of("the last MiB of " + file.getFileName() + ":"),
                                    lines.stream().skip(1))
                            .toList();
        }
    }

    /** Writes what is left, for at most two seconds. */
    @Override
    public void close() {
        writer.close();
    }
}
