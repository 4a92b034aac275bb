package io.github.passage.target;

import java.util.Optional;

/** Chooses where a connection is forwarded to. Called on event loops, from several threads; must not block. */
@FunctionalInterface
public interface TargetChoice {
    /** The target for a connection; empty if there is none, and the connection is reset. */
    Optional<Target> choose(Flow flow);

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

    /** Always the same target. */
    static TargetChoice always(Target target) {
        return flow -> Optional.of(target);
    }
}
