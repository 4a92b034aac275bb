package io.github.passage.admin;

import java.util.List;

/**
 * A hop at one moment.
 *
 * @param name its name
 * @param addresses where it listens for sessions or connections
 * @param listening whether it accepts there
 * @param draining whether it accepts nothing new and waits for what is under way
 * @param open its open sessions or relayed connections
 * @param targets its targets, none if they are not known beforehand
 */
public record HopState(
        String name, List<String> addresses, boolean listening, boolean draining, int open, List<Target> targets) {
    /** Copies the lists. */
    public HopState {
        addresses = List.copyOf(addresses);
        targets = List.copyOf(targets);
    }

    /**
     * A target.
     *
     * @param address its address
     * @param health a label of {@link io.github.passage.telemetry.TargetHealth}
     * @param reason why it is unhealthy, one line; empty if it is not, or nobody knows
     */
    public record Target(String address, String health, String reason) {}
}
