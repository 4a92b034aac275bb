package io.github.passage.target;

import io.github.passage.address.HostPort;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * The targets that the sessions of a hop are spread over.
 *
 * @param targets at least one, each once; a name stands for all of its addresses, and is looked up again when its answer expires
 * @param balance how one is chosen
 * @param check how they are checked
 * @param pace interval, timeout and thresholds of checks
 * @param header what a probe that awaits a greeting says first
 */
public record PoolSettings(
        List<HostPort> targets, Balance balance, CheckKind check, HealthCheckSettings pace, ProbeHeader header) {
    /** The pace of checks that nobody has set. */
    public static final HealthCheckSettings DEFAULT_PACE =
            new HealthCheckSettings(0, Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 2);

    /** Probes say nothing before the greeting. */
    public PoolSettings(List<HostPort> targets, Balance balance, CheckKind check, HealthCheckSettings pace) {
        this(targets, balance, check, pace, ProbeHeader.NONE);
    }

    /** The same for servers that wait for a PROXY header. */
    public PoolSettings with(ProbeHeader said) {
        return new PoolSettings(targets, balance, check, pace, said);
    }

    /** One target with all defaults. */
    public static PoolSettings of(HostPort target) {
        return new PoolSettings(List.of(target), Balance.ROUND_ROBIN, CheckKind.AUTO, DEFAULT_PACE);
    }

    /** Checks that there are targets, each once and with a port. */
    public PoolSettings {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("target: nothing (expected: at least one host:port)");
        }
        HashSet<HostPort> seen = new HashSet<>();
        for (HostPort target : targets) {
            if (target.port() == 0) {
                throw new IllegalArgumentException("target: " + target + " (expected: a port from 1 to 65535)");
            }
            if (!seen.add(target)) {
                throw new IllegalArgumentException("target: " + target + " twice (expected: each once)");
            }
        }
    }
}
