package io.github.passage.lab;

import io.github.passage.hop.Admission;
import io.github.passage.lab.topology.HopRole;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import java.net.Inet4Address;

/**
 * How a lab is set up.
 *
 * @param topology the path
 * @param passiveIp what the server announces
 * @param rewrite the passive address policy of the hop that rewrites
 * @param rewriteAt which hop that is
 * @param controlPort the control port of every hop, 1-65535, outside 8192-8200
 * @param unreachable what becomes of connections to addresses that the client has no way to
 */
public record LabSettings(
        Topology topology,
        PassiveIp passiveIp,
        PassiveAddressPolicy rewrite,
        HopRole rewriteAt,
        int controlPort,
        Admission.Refusal unreachable) {
    /** The control port unless told otherwise: 21 needs a privilege. */
    public static final int DEFAULT_CONTROL_PORT = 2121;

    /** Checks that the rewriting hop is on the path, the port free for control connections, and the server hidden. */
    public LabSettings {
        if (topology.hop(rewriteAt).isEmpty()) {
            throw new IllegalArgumentException("--rewrite-at: \"" + rewriteAt.key() + "\" (expected: a hop of topology "
                    + topology.name() + ": "
                    + String.join(
                            ", ",
                            topology.path().stream()
                                    .map(hop -> hop.role().key())
                                    .toList()) + ")");
        }
        if (controlPort < 1 || controlPort > 65535 || (controlPort >= 8192 && controlPort <= 8200)) {
            throw new IllegalArgumentException(
                    "--control-port: \"" + controlPort + "\" (expected: 1-65535, but not a data port of 8192-8200)");
        }
        if (passiveIp instanceof PassiveIp.Fixed(Inet4Address address)) {
            checkNotHidden("--passive-ip", address, topology);
        }
        if (rewrite instanceof PassiveAddressPolicy.Fixed(Inet4Address address)) {
            checkNotHidden("--rewrite", address, topology);
        }
    }

    /** Nothing on the loopback fabric could keep a client from the server's own address, which nobody can reach in the field. */
    private static void checkNotHidden(String flag, Inet4Address address, Topology topology) {
        if (address.equals(topology.server())) {
            throw new IllegalArgumentException(flag + ": \"" + address.getHostAddress()
                    + "\" (expected: another address; the server hides at this one)");
        }
    }

    /** The passive address policy of a hop. */
    public PassiveAddressPolicy policyOf(HopRole role) {
        return role == rewriteAt ? rewrite : new PassiveAddressPolicy.Keep();
    }

    /** Whether a hop follows FTP: the one that the client reaches, to tell its story, and the one that rewrites. */
    public boolean followsFtp(HopRole role) {
        return role == topology.entry().role() || role == rewriteAt;
    }
}
