package io.github.passage.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lines to standard error, by a thread of their own that writes all that came within a moment at once: to wake it for each line, and
 * to have each written by itself, took a seventh of what a short session costs.
 *
 * <p>Event loops never wait for whoever reads the log: past 8192 waiting lines, lines are lost instead.
 */
final class LineBatches extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int WAITING_LINES = 8192;

    /** Too short to be noticed by a person who reads along. */
    private static final int GATHER_MILLIS = 20;

    /** How long a log that nobody reads may hold up the program's end. */
    private static final int LAST_WRITE_MILLIS = 1000;

    private final BlockingQueue<ILoggingEvent> waiting = new ArrayBlockingQueue<>(WAITING_LINES);
    private final Encoder<ILoggingEvent> encoder;
    private @Nullable Thread writer;

    LineBatches(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    @Override
    public void start() {
        PrintStream out = System.err;
        writer = Thread.ofPlatform().daemon().name("passage-log").unstarted(() -> writeUntilInterrupted(out));
        super.start();
        writer.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        waiting.offer(event);
    }

    /** Writes what waits, and returns when it is written. */
    @Override
    public void stop() {
        Thread running = writer;
        if (!isStarted() || running == null) {
            return;
        }
        super.stop();
        running.interrupt();
        try {
            running.join(LAST_WRITE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilInterrupted(PrintStream out) {
        List<ILoggingEvent> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(waiting.take());
                Thread.sleep(GATHER_MILLIS);
                writeWhatCanBe(batch, out);
            }
        } catch (InterruptedException stopped) {
            write(batch, out);
        }
    }

    /** Lines that cannot be written are lost; the log goes on. */
    private void writeWhatCanBe(List<ILoggingEvent> batch, PrintStream out) {
        try {
            write(batch, out);
        } catch (RuntimeException | OutOfMemoryError fault) {
            addError("log lines are lost", fault);
            batch.clear();
        }
    }

    private void write(List<ILoggingEvent> batch, PrintStream out) {
        waiting.drainTo(batch);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        batch.forEach(event -> lines.writeBytes(encoder.encode(event)));
        batch.clear();
        out.write(lines.toByteArray(), 0, lines.size());
        out.flush();
    }
}
