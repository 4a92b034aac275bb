package io.github.passage.target;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.TargetHealth;

/**
 * A target at some moment.
 *
 * @param group its target group, empty outside groups
 * @param target its address
 * @param health what health checks say; where nothing is probed every registered target counts as healthy
 * @param reason why it is unhealthy, one line; empty if it is not, or nobody knows
 */
public record TargetState(String group, HostPort target, TargetHealth health, String reason) {
    /** A target that is in service, or of which no more is known. */
    TargetState(String group, HostPort target, TargetHealth health) {
        this(group, target, health, "");
    }
}
