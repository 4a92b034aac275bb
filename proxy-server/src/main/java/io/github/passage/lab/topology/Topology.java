package io.github.passage.lab.topology;

import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A simulated network. All addresses are those of the simulated world, such as 10.1.135.46; a fabric makes them real.
 *
 * @param name as flags and messages call it
 * @param summary one sentence: what it stands for
 * @param netnsOnly why it needs network namespaces, empty where the loopback fabric can do it
 * @param networks VPCs, other private networks and public blocks
 * @param peerings pairs of networks with a route between them
 * @param clients where clients stand, at least one; the first is where a program on this machine counts as being
 * @param vpcEndpoints interface endpoints (PrivateLink)
 * @param loadBalancers network load balancers and what behaves like them
 * @param routers address translators
 * @param servers FTP servers, at least one
 */
public record Topology(
        String name,
        String summary,
        Optional<String> netnsOnly,
        List<Network> networks,
        List<Peering> peerings,
        List<Client> clients,
        List<VpcEndpoint> vpcEndpoints,
        List<LoadBalancer> loadBalancers,
        List<Router> routers,
        List<Server> servers) {
    /** Copies the lists. */
    public Topology {
        networks = List.copyOf(networks);
        peerings = List.copyOf(peerings);
        clients = List.copyOf(clients);
        vpcEndpoints = List.copyOf(vpcEndpoints);
        loadBalancers = List.copyOf(loadBalancers);
        routers = List.copyOf(routers);
        servers = List.copyOf(servers);
    }

    /** Where a program on this machine counts as being. */
    public Client client() {
        return clients.getFirst();
    }

    /** The address that others see a client at: its own, or its router's. */
    public Inet4Address seen(Client client) {
        return client.behind()
                .flatMap(name -> routers.stream()
                        .filter(router -> router.name().equals(name))
                        .findFirst())
                .map(Router::address)
                .orElse(client.address());
    }

    /** The network of that name. */
    public Optional<Network> network(String wanted) {
        return networks.stream()
                .filter(network -> network.name().equals(wanted))
                .findFirst();
    }

    /** The load balancer of that name. */
    public Optional<LoadBalancer> loadBalancer(String wanted) {
        return loadBalancers.stream()
                .filter(balancer -> balancer.name().equals(wanted))
                .findFirst();
    }

    /** The server of that name. */
    public Optional<Server> server(String wanted) {
        return servers.stream().filter(server -> server.name().equals(wanted)).findFirst();
    }

    /** Every address that something listens at, in the order client to server. */
    public List<NetworkInterface> interfaces() {
        return Stream.of(
                        vpcEndpoints.stream().flatMap(endpoint -> endpoint.interfaces().stream()),
                        loadBalancers.stream().flatMap(balancer -> balancer.nodes().stream()),
                        routers.stream().flatMap(router -> router.forwarding().stream()),
                        servers.stream().flatMap(server -> server.endpoints().stream()))
                .flatMap(part -> part)
                .toList();
    }

    /**
     * What an interface stands for.
     *
     * @throws IllegalArgumentException if there is no such interface
     */
    public HopRole role(String interfaceName) {
        if (vpcEndpoints.stream().anyMatch(each -> holds(each.interfaces(), interfaceName))) {
            return HopRole.VPC_ENDPOINT;
        }
        for (LoadBalancer balancer : loadBalancers) {
            if (holds(balancer.nodes(), interfaceName)) {
                return balancer.kind() == LoadBalancer.Kind.NLB ? HopRole.NLB_NODE : HopRole.NODE_PORT;
            }
        }
        for (Server server : servers) {
            if (holds(server.endpoints(), interfaceName)) {
                return server.kind() == Server.Kind.TRANSFER ? HopRole.TRANSFER_ENDPOINT : HopRole.FTP_SERVER;
            }
        }
        if (routers.stream().anyMatch(router -> router.name().equals(interfaceName))) {
            return HopRole.ROUTER;
        }
        throw new IllegalArgumentException("\"" + interfaceName + "\" (expected: one of "
                + String.join(
                        ", ", interfaces().stream().map(NetworkInterface::name).toList()) + ")");
    }

    private static boolean holds(List<NetworkInterface> interfaces, String name) {
        return interfaces.stream().anyMatch(each -> each.name().equals(name));
    }

    /** The interfaces that clients of this place reach first: in the order client to server. */
    public List<NetworkInterface> entries(Client client) {
        return interfaces().stream()
                .filter(each -> each.admits().stream().anyMatch(network -> network.contains(seen(client))))
                .filter(each -> isRouted(seenNetwork(client), each.network()))
                .toList();
    }

    /** The network that a client's packets seem to come from: its own, or its router's outside. */
    public String seenNetwork(Client client) {
        return client.behind()
                .flatMap(name -> routers.stream()
                        .filter(router -> router.name().equals(name))
                        .findFirst())
                .map(Router::outside)
                .orElse(client.network());
    }

    /** Whether packets find a way from one network to another: they are the same one, or peered. */
    public boolean isRouted(String from, String to) {
        return from.equals(to) || peerings.stream().anyMatch(peering -> peering.joins(from, to));
    }

    /**
     * Two networks with a route between them: VPC peering, a transit gateway, a leased line, or the Internet.
     *
     * @param one a network's name
     * @param other another's
     */
    public record Peering(String one, String other) {
        /** Whether it joins these two, in either order. */
        public boolean joins(String from, String to) {
            return (one.equals(from) && other.equals(to)) || (one.equals(to) && other.equals(from));
        }
    }
}
