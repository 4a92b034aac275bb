package io.github.passage.target;

import io.github.passage.telemetry.TargetHealth;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the only target of a hop can be reached: by the control connections that sessions make anyway, by one probe at the
 * start, and while it is unhealthy by one every {@value #SECONDS_BETWEEN_PROBES} s. Sessions are tried all the same, since they say
 * more than a probe. Confined to its loop but for {@link #dialled}, {@link #health} and {@link #close}.
 */
final class TargetWatch implements Watching {
    static final int SECONDS_BETWEEN_PROBES = 5;

    private final Probe probe;
    private final EventExecutor loop;
    private final Consumer<TargetHealth> changed;
    private final AtomicReference<WatchState> state;
    private @Nullable Future<?> next;
    private boolean probing;
    private volatile boolean closed;

    /**
     * A watch that has not begun.
     *
     * @param probe makes a connection and closes it
     * @param loop where the time comes from
     * @param changed told of each change of health
     */
    TargetWatch(Probe probe, EventExecutor loop, Consumer<TargetHealth> changed) {
        this(probe, loop, WatchState.START, changed);
    }

    /** The same for a target of which something is known. */
    TargetWatch(Probe probe, EventExecutor loop, WatchState start, Consumer<TargetHealth> changed) {
        this.probe = probe;
        this.loop = loop;
        this.state = new AtomicReference<>(start);
        this.changed = changed;
    }

    /** Probes for the first time. */
    @Override
    public void begin() {
        loop.execute(this::probe);
    }

    /** A session's control connection stands, or failed. Any thread may call it. */
    @Override
    public void dialled(boolean ok) {
        step(before -> before.dialled(ok));
    }

    @Override
    public TargetHealth health() {
        return state.get().health();
    }

    private void probe() {
        next = null;
        if (!closed) {
            probing = true;
            WatchState atItsStart = state.get();
            probe.connect(ok -> {
                step(before -> before.probed(ok, atItsStart));
                loop.execute(() -> {
                    probing = false;
                    probeAgain();
                });
            });
        }
    }

    private void step(UnaryOperator<WatchState> step) {
        WatchState before = state.getAndUpdate(step);
        TargetHealth health = step.apply(before).health();
        if (before.health() != health) {
            loop.execute(() -> {
                changed.accept(health);
                probeAgain();
            });
        }
    }

    private void probeAgain() {
        boolean wanted = health() == TargetHealth.UNHEALTHY && !closed;
        if (wanted && next == null && !probing) {
            next = loop.schedule(
                    this::probe, Duration.ofSeconds(SECONDS_BETWEEN_PROBES).toNanos(), TimeUnit.NANOSECONDS);
        } else if (!wanted && next != null) {
            next.cancel(false);
            next = null;
        }
    }

    /** Probes no more. */
    @Override
    public void close() {
        closed = true;
        if (!loop.isShuttingDown()) {
            loop.execute(this::probeAgain);
        }
    }

    /** Makes a connection and closes it. */
    @FunctionalInterface
    interface Probe {
        /**
         * Connects.
         *
         * @param result told once, on any thread, whether it succeeded
         */
        void connect(Consumer<Boolean> result);
    }
}
