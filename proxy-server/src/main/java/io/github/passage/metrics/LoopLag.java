package io.github.passage.metrics;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Asks every event loop twice a second to do something at a certain time, and notes how late it does. */
final class LoopLag implements AutoCloseable {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(500);

    private final Distribution lag;
    private volatile boolean closed;

    LoopLag(Distribution lag) {
        this.lag = lag;
    }

    void watch(List<EventLoop> loops) {
        loops.forEach(this::next);
    }

    private void next(EventLoop loop) {
        long due = loop.ticker().nanoTime() + EVERY;
        try {
            loop.schedule(() -> measure(loop, due), EVERY, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            closed = true;
        }
    }

    private void measure(EventLoop loop, long due) {
        if (!closed) {
            lag.record(Math.max(0, loop.ticker().nanoTime() - due));
            next(loop);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
