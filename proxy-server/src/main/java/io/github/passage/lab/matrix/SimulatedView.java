package io.github.passage.lab.matrix;

import io.github.passage.lab.client.AddressView;
import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.Network;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Topology;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.Optional;

/** How a client of a topology sees addresses: as the simulated ones that the fabric's stand for. */
final class SimulatedView implements AddressView {
    private final Topology topology;
    private final AddressPlan plan;
    private final Client client;

    SimulatedView(Topology topology, AddressPlan plan, Client client) {
        this.topology = topology;
        this.plan = plan;
        this.client = client;
    }

    @Override
    public InetAddress simulated(InetAddress real) {
        return real instanceof Inet4Address v4
                ? plan.simulated(v4).<InetAddress>map(found -> found).orElse(real)
                : real;
    }

    /** An address of a network that the topology does not have leads nowhere. The client's own network comes first. */
    @Override
    public Optional<InetAddress> real(InetAddress simulated) {
        if (!(simulated instanceof Inet4Address address)) {
            return Optional.empty();
        }
        if (address.isAnyLocalAddress() || address.isLoopbackAddress()) {
            return Optional.of(plan.real(client.network(), client.address()));
        }
        Comparator<Network> ownFirst =
                Comparator.comparing(network -> !network.name().equals(client.network()));
        Optional<NetworkInterface> at = topology.interfaces().stream()
                .filter(each -> each.address().equals(address))
                .findFirst();
        return at.map(found -> plan.real(found.network(), address))
                .or(() -> topology.networks().stream()
                        .sorted(ownFirst)
                        .filter(network -> network.cidr().contains(address))
                        .findFirst()
                        .map(network -> plan.real(network.name(), address)))
                .map(found -> found);
    }
}
