package io.github.passage.target;

import io.github.passage.telemetry.TargetHealth;

/**
 * What is known of a target that is probed and dialled by sessions: a value. Sessions that fail take it out before the next probe, but
 * only probes bring it back, since a connection that stands is no greeting yet.
 *
 * @param probes what the probes say
 * @param failures dials in a row that failed
 */
record CheckedHealth(HealthState probes, int failures) {
    static CheckedHealth of(TargetHealth start) {
        return new CheckedHealth(new HealthState(start, 0), 0);
    }

    TargetHealth health() {
        return probes.health();
    }

    /** The state after a probe. */
    CheckedHealth probed(boolean ok, HealthCheckSettings pace) {
        return new CheckedHealth(probes.probed(ok, pace), failures);
    }

    /** The state after a session's dial. */
    CheckedHealth dialled(boolean ok, HealthCheckSettings pace) {
        if (ok) {
            return new CheckedHealth(probes, 0);
        }
        return failures + 1 < pace.unhealthyThreshold()
                ? new CheckedHealth(probes, failures + 1)
                : of(TargetHealth.UNHEALTHY);
    }
}
