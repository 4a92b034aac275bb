package io.github.passage.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Lines to standard error, by a thread of their own that writes all that came within a moment at once: to wake it for each line, and
 * to have each written by itself, took a seventh of what a short session costs.
 *
 * <p>Event loops never wait for whoever reads the log: past 8192 waiting lines, lines are lost instead, and the log says how many.
 */
final class LineBatches extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int WAITING_LINES = 8192;

    /** Too short to be noticed by a person who reads along. */
    private static final int GATHER_MILLIS = 20;

    /** How long a log that nobody reads may hold up the program's end. */
    private static final int LAST_WRITE_MILLIS = 1000;

    private final BlockingQueue<ILoggingEvent> waiting = new ArrayBlockingQueue<>(WAITING_LINES);
    private final LogLines encoder;
    private final AtomicLong lost = new AtomicLong();
    private @Nullable Thread writer;

    LineBatches(LogLines encoder) {
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
        if (!waiting.offer(event)) {
            lost.incrementAndGet();
        }
    }

    /** Sets what lines look like from now on. */
    void use(LogFormat format) {
        encoder.use(format);
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
        batch.forEach(event -> encode(event, lines));
        long missing = lost.getAndSet(0);
        if (missing > 0) {
            lines.writeBytes(encoder.encode(lossOf(missing)));
        }
        batch.clear();
        out.write(lines.toByteArray(), 0, lines.size());
        out.flush();
    }

    /** A line that cannot be made must not take others with it. */
    private void encode(ILoggingEvent event, ByteArrayOutputStream lines) {
        try {
            lines.writeBytes(encoder.encode(event));
        } catch (RuntimeException fault) {
            lost.incrementAndGet();
            addError("a log line is lost", fault);
        }
    }

    private static ILoggingEvent lossOf(long lines) {
        LoggingEvent loss = new LoggingEvent();
        loss.setInstant(Instant.now());
        loss.setLevel(Level.WARN);
        loss.setLoggerName("passage");
        loss.setMessage("log lines are lost: they come faster than they are read, or cannot be made");
        loss.addKeyValuePair(new KeyValuePair("lines", lines));
        return loss;
    }
}
