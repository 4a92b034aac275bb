package io.github.passage.relay;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells a slow reader from one that has stopped, after its relay has nothing more to read. Confined to the event loop. */
final class StallCheck {
    private final EventExecutor loop;
    private final long nanos;
    private final LongSupplier progress;
    private final Runnable stalled;
    private long last;
    private @Nullable Future<?> next;

    /**
     * A check that is not started.
     *
     * @param nanos how long nothing may move
     * @param progress changes with every byte that is taken
     * @param stalled run once when it did not for so long
     */
    StallCheck(EventExecutor loop, long nanos, LongSupplier progress, Runnable stalled) {
        this.loop = loop;
        this.nanos = nanos;
        this.progress = progress;
        this.stalled = stalled;
    }

    /** Starts; when started again, from now. */
    void start() {
        stop();
        last = progress.getAsLong();
        next = loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    void stop() {
        if (next != null) {
            next.cancel(false);
        }
    }

    private void look() {
        if (progress.getAsLong() == last) {
            stalled.run();
        } else {
            start();
        }
    }
}
