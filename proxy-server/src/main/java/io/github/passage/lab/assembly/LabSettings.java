package io.github.passage.lab.assembly;

import io.github.passage.address.IpLiteral;
import io.github.passage.hop.Admission;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a lab is set up.
 *
 * @param topology what is simulated
 * @param scale the pace of its timers
 * @param passiveIp what every server of the lab announces, empty for what the topology says
 * @param rewrite the passive address policy of the hops that rewrite
 * @param rewriteAt names of the hops that rewrite
 * @param dnsPort the UDP port of the DNS server where the fabric leaves a choice, 0 for any; empty for no DNS server
 * @param unreachable what becomes of connections to addresses that their source has no way to
 */
public record LabSettings(
        Topology topology,
        TimeScale scale,
        Optional<PassiveIp> passiveIp,
        PassiveAddressPolicy rewrite,
        List<String> rewriteAt,
        OptionalInt dnsPort,
        Admission.Refusal unreachable) {
    /** Copies the list. */
    public LabSettings {
        rewriteAt = List.copyOf(rewriteAt);
    }

    /** The policy of a hop at the start. */
    public PassiveAddressPolicy policyOf(String hop) {
        return rewriteAt.contains(hop) ? rewrite : new PassiveAddressPolicy.Keep();
    }

    /**
     * Reads a policy that a lab can have.
     *
     * @throws IllegalArgumentException naming what was found and what was expected
     */
    public static PassiveAddressPolicy rewritePolicy(String text) {
        // Names are for the proxy: a lab looks nothing up.
        if (List.of("keep", "control", "zero").contains(text)
                || IpLiteral.parseV4(text).isPresent()) {
            return PassiveAddressPolicy.parse(text);
        }
        throw new IllegalArgumentException("\"" + text + "\" (expected: keep, control, zero or an IPv4 address)");
    }
}
