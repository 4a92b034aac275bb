package io.github.passage.target;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TargetHealth;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Probes the targets of one group, each load balancer node on its own
 * (<a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html">Health checks</a>).
 * Confined to one event loop but for {@link #use}, {@link #registered} and {@link #close}, which any thread may call.
 */
public final class HealthChecks implements AutoCloseable {
    private final TargetGroup group;
    private final Prober prober;
    private final EventExecutor loop;
    private final Consumer<HopFact> report;
    private final Map<Target, HealthState> states = new HashMap<>();
    private @Nullable HealthCheckSettings settings;
    private @Nullable Future<?> next;

    /**
     * Checks that have not begun.
     *
     * @param group whose targets
     * @param prober makes the connections
     * @param loop where the time comes from
     * @param report told of each change of health
     */
    public HealthChecks(TargetGroup group, Prober prober, EventExecutor loop, Consumer<HopFact> report) {
        this.group = group;
        this.prober = prober;
        this.loop = loop;
        this.report = report;
    }

    /** Probes by these settings from now on; empty for no probes, when every target counts as healthy. */
    public void use(Optional<HealthCheckSettings> wanted) {
        loop.execute(() -> begin(wanted.orElse(null)));
    }

    private void begin(@Nullable HealthCheckSettings wanted) {
        stop();
        settings = wanted;
        states.clear();
        if (wanted == null) {
            group.targets().forEach(target -> note(target, TargetHealth.HEALTHY));
        } else {
            round(wanted);
        }
    }

    /** A target that was taken in again: probed from nothing, or healthy where nothing is probed. */
    public void registered(Target target) {
        loop.execute(() -> {
            states.remove(target);
            if (settings == null) {
                note(target, TargetHealth.HEALTHY);
            } else {
                probe(target, settings);
            }
        });
    }

    private void round(HealthCheckSettings current) {
        next = loop.schedule(() -> round(current), current.interval().toNanos(), TimeUnit.NANOSECONDS);
        for (Target target : group.targets()) {
            TargetHealth health = group.health(target);
            if (health == TargetHealth.DRAINING || health == TargetHealth.UNUSED) {
                states.remove(target);
            } else {
                probe(target, current);
            }
        }
    }

    private void probe(Target target, HealthCheckSettings current) {
        prober.probe(probed(target, current), current.timeout(), ok -> loop.execute(() -> probed(target, ok, current)));
    }

    private static InetSocketAddress probed(Target target, HealthCheckSettings current) {
        HostPort own = target.address();
        return new HostPort(own.host(), current.port() == 0 ? own.port() : current.port()).toSocketAddress();
    }

    private void probed(Target target, boolean ok, HealthCheckSettings by) {
        if (by.equals(settings)) {
            HealthState state = states.getOrDefault(target, HealthState.START).probed(ok, by);
            states.put(target, state);
            note(target, state.health());
        }
    }

    private void note(Target target, TargetHealth health) {
        boolean first = group.health(target) == TargetHealth.INITIAL;
        if (group.health(target, health) && !(first && health == TargetHealth.HEALTHY)) {
            report.accept(new HopFact.TargetHealthChanged(group.settings().name(), target.address(), health));
        }
    }

    private void stop() {
        if (next != null) {
            next.cancel(false);
        }
    }

    /** Probes no more. */
    @Override
    public void close() {
        if (!loop.isShuttingDown()) {
            loop.execute(() -> {
                settings = null;
                stop();
            });
        }
    }

    /** Makes a connection and closes it. */
    @FunctionalInterface
    public interface Prober {
        /**
         * Probes.
         *
         * @param to where
         * @param timeout for how long
         * @param result told once, on any thread, whether it succeeded
         */
        void probe(InetSocketAddress to, Duration timeout, Consumer<Boolean> result);
    }
}
