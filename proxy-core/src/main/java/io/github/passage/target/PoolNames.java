package io.github.passage.target;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.TargetHealth;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The names among a pool's targets and what they stand for now. Confined to the pool's loop but for what says otherwise. */
final class PoolNames {
    private final EventExecutor loop;
    private final Consumer<NamedTargets> changed;
    private final CompletableFuture<Void> known = new CompletableFuture<>();
    private final List<NameWatch> watches = new ArrayList<>();
    private final Set<HostPort> failed = ConcurrentHashMap.newKeySet();
    private @Nullable HostLookup lookup;
    private volatile NamedTargets now;

    /**
     * Names that nobody has looked up.
     *
     * @param configured names and addresses
     * @param loop where the time comes from
     * @param changed told of each change
     */
    PoolNames(List<HostPort> configured, EventExecutor loop, Consumer<NamedTargets> changed) {
        this.loop = loop;
        this.changed = changed;
        this.now = NamedTargets.of(configured);
        if (!now.targets().isEmpty()) {
            known.complete(null);
        }
    }

    /** What the targets stand for. Any thread may ask. */
    NamedTargets now() {
        return now;
    }

    /** Done when there is a target, when there is none and none will come soon, or when patience is at its end. */
    CompletableFuture<Void> known() {
        return known;
    }

    /**
     * Begins to look names up.
     *
     * @param opening of what looks them up
     * @param patience how long it is worth waiting for a first target
     */
    void begin(Supplier<HostLookup> opening, Duration patience) {
        HostLookup opened = opening.get();
        lookup = opened;
        for (HostPort name : now.names()) {
            watches.add(new NameWatch(name, opened, loop, answer -> answered(name, answer), () -> failed(name)));
        }
        watches.forEach(NameWatch::begin);
        loop.schedule(() -> known.complete(null), patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void answered(HostPort name, HostAnswer answer) {
        failed.remove(name);
        NamedTargets next = now.answered(name, answer.addresses());
        if (!next.equals(now)) {
            now = next;
            changed.accept(next);
        }
        known.complete(null);
    }

    private void failed(HostPort name) {
        failed.add(name);
        if (failed.containsAll(now.names())) {
            known.complete(null);
        }
    }

    /** Names without an address, in place of targets: not looked up yet, or without an answer. Any thread may ask. */
    List<TargetState> unknown() {
        return now.unknown().stream()
                .map(name -> failed.contains(name)
                        ? new TargetState(name.toString(), name, TargetHealth.UNHEALTHY, "no address is known")
                        : new TargetState(name.toString(), name, TargetHealth.INITIAL))
                .toList();
    }

    /** Looks up no more. */
    void close() {
        watches.forEach(NameWatch::close);
        known.complete(null);
        if (lookup != null) {
            lookup.close();
        }
    }
}
