package io.github.passage.target;

import io.github.passage.telemetry.TargetHealth;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Probes one target again and again, and listens to what sessions find. Confined to its loop, but any thread may call it. */
final class TargetCheck implements Watching {
    /** Pauses differ by so much of the interval either way, so that many proxies do not probe in step. */
    private static final double JITTER = 0.1;

    private final TargetWatch.Probe probe;
    private final EventExecutor loop;
    private final Pace pace;
    private final Consumer<TargetHealth> changed;
    private final AtomicReference<CheckedHealth> state;
    private @Nullable Future<?> next;
    private volatile boolean closed;

    /**
     * When to probe.
     *
     * @param settings interval and thresholds
     * @param chance from 0 to 1, differs from pause to pause
     */
    record Pace(HealthCheckSettings settings, DoubleSupplier chance) {
        long pauseNanos() {
            double factor = 1 + JITTER * (2 * chance.getAsDouble() - 1);
            return (long) (settings.interval().toNanos() * factor);
        }
    }

    /**
     * A check that has not begun.
     *
     * @param probe one probe; answers within its time
     * @param loop where the time comes from
     * @param pace when to probe
     * @param start what is known of the target
     * @param changed told of each change of health, but not that the first probe went well
     */
    TargetCheck(
            TargetWatch.Probe probe,
            EventExecutor loop,
            Pace pace,
            TargetHealth start,
            Consumer<TargetHealth> changed) {
        this.probe = probe;
        this.loop = loop;
        this.pace = pace;
        this.changed = changed;
        this.state = new AtomicReference<>(CheckedHealth.of(start));
    }

    @Override
    public void begin() {
        execute(this::probe);
    }

    private void probe() {
        if (!closed) {
            probe.connect(ok -> execute(() -> probed(ok)));
        }
    }

    private void probed(boolean ok) {
        if (!closed) {
            step(before -> before.probed(ok, pace.settings()));
            next = loop.schedule(this::probe, pace.pauseNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void dialled(boolean ok) {
        step(before -> before.dialled(ok, pace.settings()));
    }

    @Override
    public TargetHealth health() {
        return state.get().health();
    }

    private void step(UnaryOperator<CheckedHealth> step) {
        CheckedHealth before = state.getAndUpdate(step);
        TargetHealth health = step.apply(before).health();
        boolean good = before.health() == TargetHealth.INITIAL && health == TargetHealth.HEALTHY;
        if (before.health() != health && !good) {
            execute(() -> changed.accept(health));
        }
    }

    private void execute(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(task);
        }
    }

    @Override
    public void close() {
        closed = true;
        execute(() -> {
            if (next != null) {
                next.cancel(false);
            }
        });
    }
}
