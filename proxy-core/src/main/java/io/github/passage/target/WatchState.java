package io.github.passage.target;

import io.github.passage.telemetry.TargetHealth;

/**
 * What is known of a target that sessions dial anyway: a value.
 *
 * <pre>
 *  HEALTHY ──{@value #MOST_FAILURES} failed dials in a row, or a failed probe──▶ UNHEALTHY ──a dial or a probe that succeeds──▶ HEALTHY
 * </pre>
 *
 * @param health what counts now
 * @param failures dials in a row that failed
 * @param reached dials that succeeded
 */
record WatchState(TargetHealth health, int failures, long reached) {
    static final int MOST_FAILURES = 3;

    /** Healthy until proven otherwise. */
    static final WatchState START = new WatchState(TargetHealth.HEALTHY, 0, 0);

    /** What was known before by other means. */
    static WatchState of(TargetHealth health) {
        return health == TargetHealth.UNHEALTHY ? new WatchState(TargetHealth.UNHEALTHY, 0, 0) : START;
    }

    /** The state after a session's dial. */
    WatchState dialled(boolean ok) {
        if (ok) {
            return new WatchState(TargetHealth.HEALTHY, 0, reached + 1);
        }
        boolean lost = health == TargetHealth.UNHEALTHY || failures + 1 >= MOST_FAILURES;
        return lost
                ? new WatchState(TargetHealth.UNHEALTHY, 0, reached)
                : new WatchState(health, failures + 1, reached);
    }

    /**
     * The state after a probe.
     *
     * @param atItsStart the state when the probe began: one that failed says nothing if the target was reached in between
     */
    WatchState probed(boolean ok, WatchState atItsStart) {
        if (ok) {
            return new WatchState(TargetHealth.HEALTHY, 0, reached);
        }
        return atItsStart.reached == reached ? new WatchState(TargetHealth.UNHEALTHY, 0, reached) : this;
    }
}
