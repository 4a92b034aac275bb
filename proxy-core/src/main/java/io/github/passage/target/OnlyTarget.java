package io.github.passage.target;

import io.github.passage.telemetry.TargetHealth;
import java.util.List;
import java.util.Optional;

/**
 * Always the same target, which nobody probes.
 *
 * @param target where to
 */
record OnlyTarget(Target target) implements TargetChoice {
    @Override
    public Optional<Target> choose(Flow flow) {
        return Optional.of(target);
    }

    @Override
    public List<TargetState> targetStates() {
        return List.of(new TargetState("", target.address(), TargetHealth.HEALTHY));
    }
}
