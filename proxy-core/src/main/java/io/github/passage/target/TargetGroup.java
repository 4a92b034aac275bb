package io.github.passage.target;

import io.github.passage.telemetry.TargetHealth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The targets behind one listener of one load balancer node. Chooses by flow hash among the healthy ones. Any thread may call it; the
 * choice reads one immutable state.
 */
public final class TargetGroup implements TargetChoice {
    private final TargetGroupSettings settings;
    private final FlowHash hash;
    private final AtomicReference<GroupState> state;
    private final Map<Target, Set<Connection>> connections = new ConcurrentHashMap<>();

    /**
     * A group whose targets are all registered.
     *
     * @param settings how it behaves
     * @param targets where connections may go
     */
    public TargetGroup(TargetGroupSettings settings, List<Target> targets) {
        this.settings = settings;
        this.hash = new FlowHash(settings.name(), settings.stickiness());
        Map<Target, TargetHealth> initial = new LinkedHashMap<>();
        targets.forEach(target -> initial.put(target, TargetHealth.INITIAL));
        this.state = new AtomicReference<>(new GroupState(settings.zone(), settings.crossZone(), initial));
    }

    /** How it behaves. */
    public TargetGroupSettings settings() {
        return settings;
    }

    @Override
    public Optional<Target> choose(Flow flow) {
        return hash.choose(flow, state.get().candidates());
    }

    @Override
    public Runnable follow(Target target, Runnable terminate) {
        Connection connection = new Connection(terminate);
        Set<Connection> ofTarget = connections.computeIfAbsent(target, none -> ConcurrentHashMap.newKeySet());
        ofTarget.add(connection);
        return () -> ofTarget.remove(connection);
    }

    @Override
    public List<TargetState> targetStates() {
        GroupState now = state.get();
        return now.targets().stream()
                .map(target -> new TargetState(settings.name(), target.address(), now.of(target)))
                .toList();
    }

    /** Its targets, registered or not. */
    public List<Target> targets() {
        return state.get().targets();
    }

    /** Whether a target that the node may use is healthy and registered; without one the group fails open. */
    public boolean hasHealthyTarget() {
        return state.get().hasHealthy();
    }

    /** The state of a target. */
    public TargetHealth health(Target target) {
        return state.get().of(target);
    }

    /**
     * Notes what health checks say. A target that is taken out stays so.
     *
     * @return whether that is news
     */
    public boolean health(Target target, TargetHealth next) {
        GroupState before = state.getAndUpdate(now -> isOut(now, target) ? now : now.with(target, next));
        boolean news = !isOut(before, target) && before.of(target) != next;
        if (news && next == TargetHealth.UNHEALTHY && settings.terminateUnhealthy() && !failsOpenTo(target)) {
            terminate(target);
        }
        return news;
    }

    /** Connections are not cut where the load balancer would lead new ones to the same target for want of others. */
    private boolean failsOpenTo(Target target) {
        return state.get().candidates().contains(target);
    }

    private static boolean isOut(GroupState state, Target target) {
        return state.of(target) == TargetHealth.DRAINING || state.of(target) == TargetHealth.UNUSED;
    }

    /**
     * Takes a target out: no new connections.
     *
     * @throws IllegalStateException if it is out already
     */
    public void deregister(Target target) {
        GroupState before =
                state.getAndUpdate(now -> isOut(now, target) ? now : now.with(target, TargetHealth.DRAINING));
        if (isOut(before, target)) {
            throw new IllegalStateException(
                    "target " + target.address() + ": " + before.of(target).label() + " (expected: registered)");
        }
    }

    /** Ends the deregistration delay: connections that are left are reset if the group says so. */
    public void deregistered(Target target) {
        state.updateAndGet(
                now -> now.of(target) == TargetHealth.DRAINING ? now.with(target, TargetHealth.UNUSED) : now);
        if (health(target) == TargetHealth.UNUSED && settings.terminateAtDeregistration()) {
            terminate(target);
        }
    }

    /**
     * Takes a target in again.
     *
     * @throws IllegalStateException if it is in
     */
    public void register(Target target) {
        GroupState before =
                state.getAndUpdate(now -> isOut(now, target) ? now.with(target, TargetHealth.INITIAL) : now);
        if (!isOut(before, target)) {
            throw new IllegalStateException("target " + target.address() + ": "
                    + before.of(target).label() + " (expected: draining or unused)");
        }
    }

    private void terminate(Target target) {
        connections.getOrDefault(target, Set.of()).forEach(Connection::end);
    }

    /** One forwarded connection, by identity. */
    private static final class Connection {
        private final Runnable end;

        Connection(Runnable end) {
            this.end = end;
        }

        void end() {
            end.run();
        }
    }
}
