package io.github.passage.lab.assembly;

import io.github.passage.lab.live.LabView;
import io.github.passage.lab.live.LabView.ClientView;
import io.github.passage.lab.live.LabView.HopView;
import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Topology;
import io.github.passage.passive.PassiveAddressPolicy;
import java.net.Inet4Address;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A running lab as a person sees it. */
final class LabViews {
    private LabViews() {}

    static LabView of(LabParts parts) {
        Topology topology = parts.topology();
        return new LabView(
                topology.name(),
                topology.summary(),
                parts.fabric().name(),
                parts.wiring().settings().scale().factor(),
                topology.clients().stream()
                        .map(client -> new ClientView(
                                client.name(),
                                client.network(),
                                client.address().getHostAddress(),
                                parts.fabric()
                                        .plan()
                                        .real(client.network(), client.address())
                                        .getHostAddress()))
                        .toList(),
                parts.hops().values().stream().map(hop -> hop(parts, hop)).toList(),
                parts.balancers().values().stream().map(LabBalancer::view).toList(),
                parts.servers().values().stream().map(LabServer::view).toList(),
                names(parts));
    }

    private static Map<String, List<String>> names(LabParts parts) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        parts.names()
                .all()
                .forEach((name, addresses) -> names.put(
                        name,
                        addresses.stream().map(Inet4Address::getHostAddress).toList()));
        return names;
    }

    private static HopView hop(LabParts parts, HopSlot hop) {
        NetworkInterface at = hop.at();
        return new HopView(
                at.name(),
                parts.topology().role(at.name()).key(),
                at.network(),
                at.zone(),
                at.address().getHostAddress(),
                parts.wiring().real(at).getHostAddress(),
                parts.fabric().controlPort(),
                shown(parts.fabric().plan(), hop.policy()),
                hop.isUp());
    }

    private static String shown(AddressPlan plan, PassiveAddressPolicy policy) {
        return switch (policy) {
            case PassiveAddressPolicy.Keep keep -> "keep";
            case PassiveAddressPolicy.Control control -> "control";
            case PassiveAddressPolicy.Fixed(var address) ->
                address.isAnyLocalAddress()
                        ? "zero"
                        : plan.simulated(address).orElse(address).getHostAddress();
            case PassiveAddressPolicy.Dns(String name) -> name;
            case PassiveAddressPolicy.ProxyDestination destination -> "proxy-destination";
            case PassiveAddressPolicy.Rules rules -> rules.kind().label();
        };
    }
}
