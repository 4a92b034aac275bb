package io.github.passage.lab.topology.file;

import io.github.passage.config.Section;
import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.LoadBalancer;
import io.github.passage.lab.topology.Network;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.Topology.Peering;
import io.github.passage.lab.topology.VpcEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mistakes that show only when the parts are put together. */
final class Checks {
    private final Scope scope;
    private final Topology topology;
    private final Section top;

    Checks(Scope scope, Topology topology, Section top) {
        this.scope = scope;
        this.topology = topology;
        this.top = top;
    }

    void all() {
        if (topology.netnsOnly().isEmpty()) {
            overlaps();
        }
        topology.vpcEndpoints().forEach(endpoint -> oneInEachZone(endpoint.interfaces()));
        topology.loadBalancers().forEach(balancer -> oneInEachZone(balancer.nodes()));
        topology.vpcEndpoints().forEach(this::zonesInCommon);
        topology.clients().forEach(this::behindItsRouter);
        peerings();
        uniqueNames();
    }

    private void overlaps() {
        List<Network> networks = topology.networks();
        for (int i = 0; i < networks.size(); i++) {
            for (Network other : networks.subList(0, i)) {
                Network network = networks.get(i);
                if (!network.cidr().equals(TopologyReader.NOWHERE)
                        && TopologyReader.overlap(network.cidr(), other.cidr())) {
                    part("networks", network.name())
                            .mismatch(
                                    "cidr",
                                    "addresses that network " + other.name() + ", which has " + other.cidr()
                                            + ", does not have; or fabric = netns, where networks may overlap");
                }
            }
        }
    }

    /** Consumers see only the zones that the service has (AWS PrivateLink, Create a service powered by AWS PrivateLink). */
    private void zonesInCommon(VpcEndpoint endpoint) {
        topology.loadBalancer(endpoint.service()).ifPresent(service -> {
            List<String> zones =
                    service.nodes().stream().map(NetworkInterface::zone).toList();
            endpoint.interfaces().stream()
                    .filter(each -> !each.zone().isEmpty() && !zones.contains(each.zone()))
                    .forEach(each -> section(each)
                            .mismatch(
                                    "subnet",
                                    "one of a zone that load balancer " + service.name() + " has a node in: "
                                            + String.join(", ", zones)));
        });
    }

    private void behindItsRouter(Client client) {
        topology.routers().stream()
                .filter(router -> client.behind().filter(router.name()::equals).isPresent()
                        && !router.inside().equals(client.network()))
                .forEach(router -> part("clients", client.name())
                        .mismatch("behind", "a router whose inside is the client's network " + client.network()));
    }

    private void peerings() {
        List<Peering> all = topology.peerings();
        for (int i = 0; i < all.size(); i++) {
            Peering peering = all.get(i);
            if (all.subList(0, i).stream().anyMatch(other -> other.joins(peering.one(), peering.other()))) {
                top.problem(
                        "peerings",
                        peering.one() + " and " + peering.other() + " twice (expected: each pair of networks once)");
            }
        }
    }

    /** A client that reaches nothing is a forgotten peering or security group. */
    void reachable() {
        topology.clients().stream()
                .filter(client -> topology.entries(client).isEmpty())
                .forEach(client -> part("clients", client.name())
                        .mismatch(
                                "address",
                                "one that reaches a hop: what is missing is a peering of its network "
                                        + client.network()
                                        + ", a VPC endpoint there, or a security group that admits it"));
    }

    private Section part(String kind, String name) {
        return top.child(kind).flatMap(all -> all.child(name)).orElse(top);
    }

    private void oneInEachZone(List<NetworkInterface> interfaces) {
        Map<String, String> byZone = new HashMap<>();
        for (NetworkInterface each : interfaces) {
            String other = each.zone().isEmpty() ? null : byZone.putIfAbsent(each.zone(), each.name());
            if (other != null) {
                section(each).mismatch("subnet", "one of another zone than " + each.zone() + ", which has " + other);
            }
        }
    }

    private void uniqueNames() {
        Map<String, String> kinds = new HashMap<>();
        for (String key : List.of("networks", "clients", "vpc-endpoints", "load-balancers", "routers", "servers")) {
            if (top.hasObject(key)) {
                top.child(key)
                        .ifPresent(all -> all.keys().forEach(name -> {
                            String other = kinds.putIfAbsent(name, key);
                            if (other != null) {
                                all.problem(
                                        name, "the name of two things (expected: another; " + other + " has this one)");
                            }
                        }));
            }
        }
    }

    /** A preserved connection has a client's address, and an endpoint that admits this client itself could not tell them apart. */
    void preserved() {
        for (LoadBalancer balancer : topology.loadBalancers()) {
            if (balancer.control().preserveClientIp() || balancer.data().preserveClientIp()) {
                balancer.targets().stream()
                        .flatMap(target -> endpoints(target).stream())
                        .filter(endpoint -> topology.clients().stream()
                                .anyMatch(client -> Admits.holds(endpoint.admits(), client, topology)))
                        .findFirst()
                        .ifPresent(endpoint -> part("load-balancers", balancer.name())
                                .problem(
                                        "targets",
                                        "\"" + endpoint.name()
                                                + "\" admits clients itself, and preserve-client-ip is on: the"
                                                + " lab could not tell their connections from preserved ones (expected: a"
                                                + " security-group of " + endpoint.name() + " that admits "
                                                + balancer.name() + " only)"));
            }
        }
    }

    private List<NetworkInterface> endpoints(String target) {
        return topology.servers().stream()
                .filter(server -> server.kind() == Server.Kind.TRANSFER)
                .flatMap(server -> server.endpoints().stream()
                        .filter(each ->
                                server.name().equals(target) || each.name().equals(target)))
                .toList();
    }

    private Section section(NetworkInterface each) {
        return Optional.ofNullable(scope.sections().get(each.name())).orElse(top);
    }
}
