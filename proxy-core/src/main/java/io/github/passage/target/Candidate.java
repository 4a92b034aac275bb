package io.github.passage.target;

import io.github.passage.telemetry.TargetHealth;

/**
 * A target that a session might be led to.
 *
 * @param target where to
 * @param health what is known of it
 * @param sessions how many it has
 */
record Candidate(Target target, TargetHealth health, int sessions) {
    /** Whether it may well take a session: it is not known to be unfit. */
    boolean isPromising() {
        return rank() < 2;
    }

    /** Whether it is to be preferred: the healthy ones, then those that nobody has tried yet. */
    int rank() {
        return switch (health) {
            case HEALTHY -> 0;
            case INITIAL -> 1;
            default -> 2;
        };
    }
}
