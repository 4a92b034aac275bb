package io.github.passage.it.program;

import io.github.passage.it.client.FtpDialog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who connects again and again, and leaves with the first reply. */
final class Storm implements AutoCloseable {
    private static final int LIMIT_MILLIS = 30_000;
    private static final long PAUSE_MILLIS = 10;

    private final InetSocketAddress hop;
    private final InetAddress source;
    private final AtomicLong refused = new AtomicLong();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> running;

    Storm(InetSocketAddress hop, InetAddress source) {
        this.hop = hop;
        this.source = source;
        this.running = thread.scheduleWithFixedDelay(this::connect, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void connect() {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(source, 0));
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(hop, LIMIT_MILLIS);
            if (FtpDialog.over(socket).expect("").startsWith("421 Too many new sessions")) {
                refused.incrementAndGet();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it; how often it was refused. */
    long end() throws InterruptedException, ExecutionException {
        if (running.isDone()) {
            // It has failed
            running.get();
        }
        close();
        return refused.get();
    }

    @Override
    public void close() {
        running.cancel(false);
        thread.close();
    }
}
