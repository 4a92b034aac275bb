package io.github.passage.target;

import java.time.Duration;

/**
 * How targets are probed: by a TCP connection that is closed at once.
 *
 * @param port the port to probe; 0 for the target's own, the traffic port
 * @param interval between probes of one target, above zero
 * @param timeout for one probe, above zero
 * @param healthyThreshold successes in a row that make an unhealthy target healthy, at least 1
 * @param unhealthyThreshold failures in a row that make a healthy target unhealthy, at least 1
 */
public record HealthCheckSettings(
        int port, Duration interval, Duration timeout, int healthyThreshold, int unhealthyThreshold) {
    /** Checks the ranges. */
    public HealthCheckSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(
                    "health-check.port: " + port + " (expected: a port, or 0 for the target's)");
        }
        if (!interval.isPositive() || !timeout.isPositive()) {
            throw new IllegalArgumentException("health-check: interval " + interval.toMillis() + " ms, timeout "
                    + timeout.toMillis() + " ms (expected: both above zero)");
        }
        if (healthyThreshold < 1 || unhealthyThreshold < 1) {
            throw new IllegalArgumentException("health-check: thresholds " + healthyThreshold + " and "
                    + unhealthyThreshold + " (expected: both at least 1)");
        }
    }
}
