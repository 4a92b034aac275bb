package io.github.passage.target;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses where a connection is forwarded to. Called on event loops, from several threads; must not block. */
@FunctionalInterface
public interface TargetChoice {
    /** The target for a connection; empty if there is none, and the connection is reset. */
    Optional<Target> choose(Flow flow);

    /** The target for a connection that cannot be made to some others; empty if there is no other. */
    default Optional<Target> choose(Flow flow, Set<Target> without) {
        return choose(flow).filter(target -> !without.contains(target));
    }

    /** Whether it has a target besides some that it would choose in their place, and that is not known to be unfit. */
    default boolean hasOther(Set<Target> without) {
        return false;
    }

    /**
     * Follows a connection that was forwarded, so that it can be ended when its target is taken away.
     *
     * @param target where it leads
     * @param terminate resets it; may be called from any thread, more than once
     * @return to be called once when it is over
     */
    default Runnable follow(Target target, Runnable terminate) {
        return () -> {};
    }

    /** The targets that it chooses from as they are now; empty if they are not known beforehand. Any thread may ask. */
    default List<TargetState> targetStates() {
        return List.of();
    }

    /** Always the same target. */
    static TargetChoice always(Target target) {
        return new OnlyTarget(target);
    }
}
