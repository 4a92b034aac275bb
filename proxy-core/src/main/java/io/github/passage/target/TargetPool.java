package io.github.passage.target;

import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TargetHealth;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The targets that a hop in FTP mode spreads its sessions over: those of addresses, and those that names stand for now. A target that
 * goes keeps its sessions. Any thread may call it; a choice reads one immutable map.
 */
final class TargetPool implements TargetChoice, AutoCloseable {
    private final PoolSettings settings;
    private final Supplier<HostLookup> lookups;
    private final Duration patience;
    private final EventExecutor loop;
    private final PoolNames names;
    private final AtomicLong turns = new AtomicLong();
    private final AtomicBoolean lookingUp = new AtomicBoolean();
    private final Map<Target, Member> gone = new HashMap<>();
    private @Nullable PoolChecks checks;
    private volatile Map<Target, Member> members = Map.of();
    private volatile boolean closed;

    /**
     * A pool whose names are looked up as soon as somebody needs it.
     *
     * @param settings which targets, and how they are chosen and checked
     * @param lookups opens what looks names up
     * @param patience how long a session waits for the first address
     * @param loop where the time comes from
     */
    TargetPool(PoolSettings settings, Supplier<HostLookup> lookups, Duration patience, EventExecutor loop) {
        this.settings = settings;
        this.lookups = lookups;
        this.patience = patience;
        this.loop = loop;
        this.names = new PoolNames(settings.targets(), loop, this::changed);
        Map<Target, Member> first = new LinkedHashMap<>();
        names.now().targets().forEach((target, name) -> first.put(target, new Member(target, name)));
        this.members = Collections.unmodifiableMap(first);
    }

    /**
     * Looks after the targets from now on.
     *
     * @param prober makes connections to them
     * @param report told of targets that come and go and of their health
     */
    void watch(PoolChecks.Prober prober, Consumer<HopFact> report) {
        execute(() -> {
            PoolChecks begun = new PoolChecks(settings, prober, loop, report);
            checks = begun;
            begun.over(members.values());
        });
        begin();
    }

    /** Done when it is worth choosing. */
    CompletableFuture<Void> known() {
        begin();
        return names.known();
    }

    private void begin() {
        if (!names.now().names().isEmpty() && lookingUp.compareAndSet(false, true)) {
            execute(() -> names.begin(lookups, patience));
        }
    }

    private void changed(NamedTargets next) {
        Map<Target, Member> before = members;
        Map<Target, Member> after = new LinkedHashMap<>();
        next.targets().forEach((target, name) -> {
            Member known = before.containsKey(target) ? before.get(target) : gone.remove(target);
            after.put(target, known == null ? new Member(target, name) : known);
        });
        List<Member> left = before.values().stream()
                .filter(member -> !after.containsKey(member.target()))
                .toList();
        if (checks != null) {
            checks.over(after.values());
        }
        members = Collections.unmodifiableMap(after);
        gone.values().removeIf(member -> member.sessions() == 0);
        left.forEach(member -> {
            member.leave();
            gone.put(member.target(), member);
        });
        if (checks != null) {
            PoolChecks told = checks;
            left.forEach(member -> told.tell(member, TargetHealth.UNUSED));
            after.values().stream()
                    .filter(member -> !before.containsKey(member.target()))
                    .forEach(member -> told.tell(member, member.health()));
        }
    }

    @Override
    public Optional<Target> choose(Flow flow) {
        return choose(flow, Set.of());
    }

    @Override
    public Optional<Target> choose(Flow flow, Set<Target> without) {
        List<Candidate> some = members.values().stream()
                .filter(member -> !without.contains(member.target()))
                .map(Member::candidate)
                .toList();
        // Second tries take nobody's turn: else each session would begin with the same target that is not there.
        long turn = without.isEmpty() ? turns.getAndIncrement() : turns.get();
        return Balancer.choose(settings.balance(), flow, some, turn);
    }

    @Override
    public boolean hasOther(Set<Target> without) {
        // To be told by one that is full is better than to wait for one that is down.
        return members.values().stream()
                .anyMatch(member ->
                        !without.contains(member.target()) && member.candidate().isPromising());
    }

    @Override
    public Runnable follow(Target target, Runnable terminate) {
        Member member = members.get(target);
        return member == null ? () -> {} : member.follow();
    }

    /** A session's control connection to a target stands, or has failed for a reason that is told in one line. */
    void dialled(Target target, Optional<String> trouble) {
        Member member = members.get(target);
        if (member != null) {
            trouble.ifPresent(member::failed);
            member.watching().dialled(trouble.isEmpty());
        }
    }

    @Override
    public List<TargetState> targetStates() {
        Collection<Member> now = members.values();
        return Stream.concat(now.stream().map(Member::state), names.unknown().stream())
                .toList();
    }

    private void execute(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(() -> {
                if (!closed) {
                    task.run();
                }
            });
        }
    }

    /** Looks names up and probes no more; sessions go on. */
    @Override
    public void close() {
        execute(() -> {
            closed = true;
            names.close();
            members.values().forEach(Member::leave);
        });
    }
}
