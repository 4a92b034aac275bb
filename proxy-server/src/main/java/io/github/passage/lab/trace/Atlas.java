package io.github.passage.lab.trace;

import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.HopRole;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Topology;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a real address stands for, and how it is shown: as the simulated one, with the real one behind it where they differ.
 *
 * @param topology what is simulated
 * @param plan which real addresses stand for what
 */
public record Atlas(Topology topology, AddressPlan plan) {
    /** The interface at a real address, if one is there. */
    Optional<NetworkInterface> at(InetAddress real) {
        return topology.interfaces().stream()
                .filter(each -> plan.real(each.network(), each.address()).equals(real))
                .findFirst();
    }

    /** What stands at an interface. */
    HopRole role(NetworkInterface at) {
        return topology.role(at.name());
    }

    /** Whether a client's packets reach what stands at a real address. */
    boolean isReachable(Client client, InetAddress real) {
        return topology.entries(client).stream()
                .anyMatch(each -> plan.real(each.network(), each.address()).equals(real));
    }

    /**
     * The client that a session is of: the one that is seen at its source and has a way to the hop; where two have the same address, or
     * the source is nobody's, the first one that has a way to the hop.
     *
     * @param source the session's real source
     * @param hop the name of the hop that it reached
     */
    Client client(InetAddress source, String hop) {
        List<Client> all = topology.clients();
        List<Client> there = all.stream().filter(client -> reaches(client, hop)).toList();
        return Stream.of(there, all)
                .flatMap(List::stream)
                .filter(client -> isSeenAt(client, source))
                .findFirst()
                .or(() -> there.stream().findFirst())
                .orElseGet(topology::client);
    }

    private boolean reaches(Client client, String hop) {
        return topology.entries(client).stream().anyMatch(each -> each.name().equals(hop));
    }

    private boolean isSeenAt(Client client, InetAddress source) {
        return plan.real(topology.seenNetwork(client), topology.seen(client)).equals(source);
    }

    /** The real address that a hop dials from. */
    Optional<InetAddress> dialsFrom(String hop) {
        Optional<InetAddress> inside = topology.loadBalancers().stream()
                .flatMap(balancer ->
                        Optional.ofNullable(balancer.privateAddresses().get(hop)).stream())
                .map(side -> (InetAddress) plan.real(side.network(), side.address()))
                .findFirst();
        return inside.or(() -> topology.interfaces().stream()
                .filter(each -> each.name().equals(hop))
                .map(each -> (InetAddress) plan.real(each.network(), each.address()))
                .findFirst());
    }

    /** Whether the hop of that name is one that clients reach first. */
    boolean isEntry(String hop) {
        return topology.clients().stream()
                .flatMap(client -> topology.entries(client).stream())
                .anyMatch(each -> each.name().equals(hop));
    }

    /** An address for people. */
    String shown(InetAddress real) {
        Optional<Inet4Address> simulated =
                real instanceof Inet4Address v4 ? plan.simulated(v4) : Optional.<Inet4Address>empty();
        String host = real.getHostAddress();
        return simulated
                .filter(other -> !other.equals(real))
                .map(other -> other.getHostAddress() + " [" + host + "]")
                .orElse(host);
    }

    /** An address and port for people. */
    String shown(InetSocketAddress real) {
        InetAddress address = real.getAddress();
        if (address == null) {
            return real.toString();
        }
        Optional<Inet4Address> simulated =
                address instanceof Inet4Address v4 ? plan.simulated(v4) : Optional.<Inet4Address>empty();
        String here = address.getHostAddress() + ":" + real.getPort();
        return simulated
                .filter(other -> !other.equals(address))
                .map(other -> other.getHostAddress() + ":" + real.getPort() + " [" + here + "]")
                .orElse(here);
    }

    /** The sources that an interface admits, for people. */
    String admitted(NetworkInterface at) {
        List<String> networks = at.admits().stream().map(Object::toString).toList();
        return networks.isEmpty() ? "nobody" : String.join(", ", networks);
    }
}
