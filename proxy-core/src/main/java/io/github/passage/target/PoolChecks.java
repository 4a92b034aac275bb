package io.github.passage.target;

import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TargetHealth;
import io.netty.util.concurrent.EventExecutor;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Looks after the targets of a pool in the way that its settings ask for. Confined to the pool's loop. */
final class PoolChecks {
    private final PoolSettings settings;
    private final Prober prober;
    private final EventExecutor loop;
    private final Consumer<HopFact> report;
    private final TargetCheck.Pace pace;

    /**
     * Checks of nothing yet.
     *
     * @param settings how
     * @param prober makes the connections
     * @param loop where the time comes from
     * @param report told of targets that come and go and of their health
     */
    PoolChecks(PoolSettings settings, Prober prober, EventExecutor loop, Consumer<HopFact> report) {
        this.settings = settings;
        this.prober = prober;
        this.loop = loop;
        this.report = report;
        this.pace = new TargetCheck.Pace(
                settings.pace(), () -> ThreadLocalRandom.current().nextDouble());
    }

    /** These are the targets now. */
    void over(Collection<Member> members) {
        CheckKind wanted = kind(members.size());
        for (Member member : members) {
            if (member.kind().filter(wanted::equals).isEmpty()) {
                member.watch(wanted, watching(member, wanted));
            }
        }
    }

    /** Servers' logs and operators do not like needless probes, so one target is left alone unless they were asked for. */
    private CheckKind kind(int members) {
        boolean several = members > 1 || settings.targets().size() > 1;
        return settings.check() == CheckKind.AUTO && several ? CheckKind.GREETING : settings.check();
    }

    private Watching watching(Member member, CheckKind kind) {
        TargetHealth start = member.kind().isEmpty() ? TargetHealth.INITIAL : member.health();
        TargetWatch.Probe probe = result -> prober.probe(member.target(), kind, trouble -> {
            trouble.ifPresent(member::failed);
            result.accept(trouble.isEmpty());
        });
        Consumer<TargetHealth> changed = health -> tell(member, health);
        return switch (kind) {
            case OFF -> Watching.NONE;
            case AUTO -> new TargetWatch(probe, loop, WatchState.of(start), changed);
            case GREETING, CONNECT -> new TargetCheck(probe, loop, pace, start, changed);
        };
    }

    /** Tells of a target's health, or that it is none any more. */
    void tell(Member member, TargetHealth health) {
        report.accept(new HopFact.TargetHealthChanged(
                member.group(), member.target().address(), health, member.reason(health)));
    }

    /** Makes a connection to see how a target is. */
    @FunctionalInterface
    interface Prober {
        /**
         * Probes.
         *
         * @param target where
         * @param kind {@link CheckKind#GREETING}, else a connection that stands is enough
         * @param trouble told once, on any thread: why it is not well, in one line, or empty if it is
         */
        void probe(Target target, CheckKind kind, Consumer<Optional<String>> trouble);
    }
}
