package io.github.passage.target;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.TargetHealth;

/**
 * A target at some moment.
 *
 * @param group its target group, empty outside groups
 * @param target its address
 * @param health what health checks say; where nothing is probed every registered target counts as healthy
 */
public record TargetState(String group, HostPort target, TargetHealth health) {}
