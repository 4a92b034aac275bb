package io.github.passage.target;

import io.github.passage.telemetry.TargetHealth;

/**
 * What the probes of one target say so far: a value.
 *
 * <pre>
 *  INITIAL ──first probe──▶ HEALTHY ──failures in a row──▶ UNHEALTHY
 *                 └────────▶ UNHEALTHY ──successes in a row──▶ HEALTHY
 * </pre>
 *
 * @param health what counts now
 * @param against probes in a row that speak against it
 */
record HealthState(TargetHealth health, int against) {
    static final HealthState START = new HealthState(TargetHealth.INITIAL, 0);

    /** The state after one more probe. */
    HealthState probed(boolean ok, HealthCheckSettings settings) {
        return switch (health) {
            case HEALTHY -> ok ? steady() : counted(settings.unhealthyThreshold(), TargetHealth.UNHEALTHY);
            case UNHEALTHY -> ok ? counted(settings.healthyThreshold(), TargetHealth.HEALTHY) : steady();
            default -> new HealthState(ok ? TargetHealth.HEALTHY : TargetHealth.UNHEALTHY, 0);
        };
    }

    private HealthState steady() {
        return new HealthState(health, 0);
    }

    private HealthState counted(int threshold, TargetHealth other) {
        return against + 1 >= threshold ? new HealthState(other, 0) : new HealthState(health, against + 1);
    }
}
