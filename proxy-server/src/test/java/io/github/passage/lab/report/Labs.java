package io.github.passage.lab.report;

import static io.github.passage.lab.topology.OwnTopology.v4;

import io.github.passage.hop.Admission;
import io.github.passage.lab.LabSettings;
import io.github.passage.lab.topology.HopRole;
import io.github.passage.lab.topology.ShippedTopologies;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.TopologyHop;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Settings of labs on the shipped topologies, for pictures and words; none of them is started. */
final class Labs {
    private Labs() {}

    /** A lab as the flags would set it up, rewriting at the hop that the client reaches. */
    static LabSettings lab(String topology, String passiveIp, String rewrite) {
        Topology path = ShippedTopologies.named(topology);
        return lab(path, passiveIp, rewrite, path.entry().role(), Admission.Refusal.DROP);
    }

    static LabSettings lab(
            Topology topology, String passiveIp, String rewrite, HopRole rewriteAt, Admission.Refusal unreachable) {
        return new LabSettings(
                topology,
                PassiveIp.parse(passiveIp),
                PassiveAddressPolicy.parse(rewrite),
                rewriteAt,
                2121,
                unreachable);
    }

    /** Every topology with every kind of announced address, every policy at every hop, and both refusals. */
    static Stream<LabSettings> all() {
        List<LabSettings> labs = new ArrayList<>();
        for (Topology topology : ShippedTopologies.all()) {
            List<String> hops = topology.path().stream()
                    .map(hop -> hop.address().getHostAddress())
                    .toList();
            List<String> announced =
                    new ArrayList<>(List.of("AUTO", "0.0.0.0", "127.0.0.1", "127.99.0.1", "203.0.113.7"));
            announced.addAll(hops);
            List<String> policies = new ArrayList<>(List.of("keep", "control", "zero", "203.0.113.8"));
            policies.addAll(hops);
            for (String passiveIp : announced) {
                for (String policy : policies) {
                    for (TopologyHop hop : topology.path()) {
                        for (Admission.Refusal refusal : Admission.Refusal.values()) {
                            labs.add(lab(topology, passiveIp, policy, hop.role(), refusal));
                        }
                    }
                }
            }
        }
        return labs.stream();
    }

    /** The address that a client is told, by the definition of the settings: at most one hop rewrites. */
    static Inet4Address told(LabSettings lab) {
        return switch (lab.rewrite()) {
            case PassiveAddressPolicy.Control control ->
                lab.topology().hop(lab.rewriteAt()).orElseThrow().address();
            case PassiveAddressPolicy.Fixed(var address) -> address;
            default ->
                lab.passiveIp() instanceof PassiveIp.Fixed(var address)
                        ? address
                        : lab.topology().endpoint().address();
        };
    }

    static String named(LabSettings lab) {
        return lab.topology().name() + " " + lab.passiveIp() + " " + lab.rewrite() + " at " + lab.rewriteAt() + " "
                + lab.unreachable();
    }

    static boolean isAnyLocal(LabSettings lab) {
        return told(lab).equals(v4("0.0.0.0"));
    }
}
