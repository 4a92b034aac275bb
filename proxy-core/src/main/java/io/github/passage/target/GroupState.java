package io.github.passage.target;

import io.github.passage.telemetry.TargetHealth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The targets of a group and their health: a value.
 *
 * @param zone the node's availability zone
 * @param crossZone whether targets of other zones count
 * @param health by target, in the order of registration
 */
record GroupState(String zone, boolean crossZone, Map<Target, TargetHealth> health) {
    GroupState {
        health = new LinkedHashMap<>(health);
    }

    GroupState with(Target target, TargetHealth next) {
        GroupState changed = new GroupState(zone, crossZone, health);
        changed.health.put(target, next);
        return changed;
    }

    TargetHealth of(Target target) {
        return health.getOrDefault(target, TargetHealth.UNUSED);
    }

    List<Target> targets() {
        return List.copyOf(health.keySet());
    }

    /**
     * Those that a new connection may go to: the healthy ones, or all that are registered if none is healthy ("fail-open",
     * <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html">Health checks</a>).
     */
    List<Target> candidates() {
        List<Target> registered = inReach().filter(this::isRegistered).toList();
        List<Target> healthy = registered.stream()
                .filter(target -> of(target) == TargetHealth.HEALTHY)
                .toList();
        return healthy.isEmpty() ? registered : healthy;
    }

    /** Whether a target in reach is healthy and registered. */
    boolean hasHealthy() {
        return inReach().anyMatch(target -> of(target) == TargetHealth.HEALTHY);
    }

    private Stream<Target> inReach() {
        return health.keySet().stream()
                .filter(target -> crossZone || target.zone().equals(zone));
    }

    private boolean isRegistered(Target target) {
        return of(target) != TargetHealth.DRAINING && of(target) != TargetHealth.UNUSED;
    }
}
