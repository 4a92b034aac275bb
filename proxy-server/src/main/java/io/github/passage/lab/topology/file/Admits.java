package io.github.passage.lab.topology.file;

import io.github.passage.address.Cidr;
import io.github.passage.config.Section;
import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.LoadBalancer;
import io.github.passage.lab.topology.Network;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Router;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.VpcEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out whose packets reach each interface: those with a route to it that its security group admits. */
final class Admits {
    private final Scope scope;
    private final Topology topology;
    private final Map<String, List<Cidr>> sources = new LinkedHashMap<>();
    private final Map<String, List<Cidr>> groups = new LinkedHashMap<>();

    Admits(Scope scope, Topology topology) {
        this.scope = scope;
        this.topology = topology;
        topology.networks().forEach(network -> sources.put(network.name(), List.of(network.cidr())));
        topology.clients().forEach(client -> sources.put(client.name(), List.of(Cidr.of(topology.seen(client)))));
        topology.routers().forEach(router -> sources.put(router.name(), List.of(Cidr.of(router.address()))));
        topology.interfaces().forEach(each -> sources.put(each.name(), List.of(Cidr.of(dialling(each)))));
        topology.loadBalancers()
                .forEach(balancer -> sources.put(
                        balancer.name(),
                        balancer.nodes().stream()
                                .map(node -> Cidr.of(dialling(node)))
                                .toList()));
        topology.vpcEndpoints()
                .forEach(endpoint -> sources.put(
                        endpoint.name(),
                        endpoint.interfaces().stream()
                                .map(each -> Cidr.of(each.address()))
                                .toList()));
    }

    /** The address that connections of an interface come from, as the next hop sees it. */
    private java.net.Inet4Address dialling(NetworkInterface each) {
        return topology.loadBalancers().stream()
                .flatMap(balancer ->
                        Stream.ofNullable(balancer.privateAddresses().get(each.name())))
                .map(LoadBalancer.PrivateSide::address)
                .findFirst()
                .orElse(each.address());
    }

    /** Reads the security groups, and notes names that nothing has. */
    void read(Section top) {
        if (top.has("security-groups")) {
            top.child("security-groups").ifPresent(all -> {
                for (String name : all.keys()) {
                    all.child(name).ifPresent(section -> {
                        List<Cidr> admitted = new ArrayList<>();
                        for (String source : section.atLeastOne("admits", Kinds.TEXT)) {
                            resolve(source)
                                    .ifPresentOrElse(
                                            admitted::addAll,
                                            () -> section.problem(
                                                    "admits",
                                                    "\"" + source + "\" (expected: a network such as 10.1.0.0/16, or "
                                                            + Scope.expected(sources.keySet()) + ")"));
                        }
                        section.rejectOthers();
                        groups.put(name, admitted);
                    });
                }
            });
        }
        scope.sections()
                .forEach((name, section) -> scope.securityGroup(name)
                        .filter(group -> !groups.containsKey(group))
                        .ifPresent(group -> section.mismatch("security-group", Scope.expected(groups.keySet()))));
    }

    private Optional<List<Cidr>> resolve(String source) {
        if (sources.containsKey(source)) {
            return Optional.of(sources.get(source));
        }
        try {
            return Optional.of(List.of(Cidr.parse(source)));
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }

    /** The topology with the sources of every interface filled in. */
    Topology resolved(Section top) {
        read(top);
        return new Topology(
                topology.name(),
                topology.summary(),
                topology.netnsOnly(),
                topology.networks(),
                topology.peerings(),
                topology.clients(),
                topology.vpcEndpoints().stream()
                        .map(each -> new VpcEndpoint(each.name(), each.id(), each.service(), all(each.interfaces())))
                        .toList(),
                topology.loadBalancers().stream().map(this::resolved).toList(),
                topology.routers().stream()
                        .map(each -> new Router(
                                each.name(),
                                each.inside(),
                                each.outside(),
                                each.address(),
                                each.forwarding().map(this::one),
                                each.forwardsTo()))
                        .toList(),
                topology.servers().stream()
                        .map(each -> new Server(
                                each.name(),
                                each.kind(),
                                all(each.endpoints()),
                                each.passiveIp(),
                                each.rules(),
                                each.external()))
                        .toList());
    }

    private LoadBalancer resolved(LoadBalancer each) {
        return new LoadBalancer(
                each.name(),
                each.kind(),
                all(each.nodes()),
                each.privateAddresses(),
                each.targets(),
                each.crossZone(),
                each.idle(),
                each.afterIdle(),
                each.control(),
                each.data());
    }

    private List<NetworkInterface> all(List<NetworkInterface> interfaces) {
        return interfaces.stream().map(this::one).toList();
    }

    private NetworkInterface one(NetworkInterface each) {
        List<Cidr> routed = topology.networks().stream()
                .filter(network -> topology.isRouted(network.name(), each.network()))
                .map(Network::cidr)
                .toList();
        List<Cidr> admits = scope.securityGroup(each.name())
                .map(group -> common(groups.getOrDefault(group, List.of()), withRouter(routed, each)))
                .orElseGet(() -> withRouter(routed, each));
        return new NetworkInterface(each.name(), each.network(), each.zone(), each.address(), admits);
    }

    /** What a router forwards comes from the router's own address. */
    private List<Cidr> withRouter(List<Cidr> routed, NetworkInterface each) {
        List<Cidr> all = new ArrayList<>(routed);
        topology.routers().stream()
                .filter(router -> router.inside().equals(each.network())
                        && router.forwardsTo().isPresent())
                .forEach(router -> all.add(Cidr.of(router.address())));
        return all;
    }

    private static List<Cidr> common(List<Cidr> some, List<Cidr> others) {
        return some.stream()
                .flatMap(one -> others.stream()
                        .filter(other -> TopologyReader.overlap(one, other))
                        .map(other -> one.prefix() >= other.prefix() ? one : other))
                .distinct()
                .toList();
    }

    /** Whether a client is seen at an address among these. */
    static boolean holds(List<Cidr> networks, Client client, Topology topology) {
        java.net.Inet4Address seen = topology.seen(client);
        return networks.stream().anyMatch(network -> network.contains(seen));
    }
}
