package io.github.passage.lab.predict;

import io.github.passage.lab.topology.LoadBalancer;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.VpcEndpoint;
import io.github.passage.lab.transfer.PassiveIp;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One server for each zone in place of one with an address in each, every one announcing the address that clients reach in its zone:
 * the documented way to use literal addresses with high availability.
 */
final class ServerPerZone {
    static final int CONTROL_PORT = 21;

    private final World world;
    private final Topology topology;

    ServerPerZone(World world) {
        this.world = world;
        this.topology = world.topology();
    }

    /** The change, where a server has more than one zone and a load balancer is in front. */
    Optional<Change> change() {
        boolean hasMany = topology.servers().stream()
                .anyMatch(server -> server.endpoints().size() > 1);
        if (!hasMany || topology.loadBalancers().isEmpty()) {
            return Optional.empty();
        }
        Map<String, PassiveIp> passiveIps = new LinkedHashMap<>();
        List<Server> servers = new ArrayList<>();
        for (Server server : topology.servers()) {
            for (NetworkInterface endpoint : server.endpoints()) {
                String name = server.endpoints().size() == 1 ? server.name() : server.name() + "-" + endpoint.zone();
                servers.add(new Server(
                        name, server.kind(), List.of(endpoint), server.passiveIp(), server.rules(), server.external()));
                front(endpoint.zone()).ifPresent(front -> passiveIps.put(name, new PassiveIp.Fixed(front)));
            }
        }
        Topology split = new Topology(
                topology.name(),
                topology.summary(),
                topology.netnsOnly(),
                topology.networks(),
                topology.peerings(),
                topology.clients(),
                topology.vpcEndpoints(),
                topology.loadBalancers().stream().map(this::onEndpoints).toList(),
                topology.routers(),
                servers);
        return Optional.of(new Change(
                Change.Kind.SERVER_PER_ZONE,
                "one server for each zone, each with PassiveIp set to the address that clients reach in its zone",
                new World(split, passiveIps, world.rewrites(), world.epsv()),
                Optional.empty()));
    }

    /** Targets by the endpoints' names, which stay. */
    private LoadBalancer onEndpoints(LoadBalancer of) {
        List<String> targets = of.targets().stream()
                .flatMap(target -> topology.server(target)
                        .map(server -> server.endpoints().stream().map(NetworkInterface::name))
                        .orElseGet(() -> Stream.of(target)))
                .toList();
        return new LoadBalancer(
                of.name(),
                of.kind(),
                of.nodes(),
                of.privateAddresses(),
                targets,
                of.crossZone(),
                of.idle(),
                of.afterIdle(),
                of.control(),
                of.data());
    }

    private Optional<Inet4Address> front(String zone) {
        Stream<NetworkInterface> endpoints =
                topology.vpcEndpoints().stream().map(VpcEndpoint::interfaces).flatMap(List::stream);
        Stream<NetworkInterface> nodes =
                topology.loadBalancers().stream().map(LoadBalancer::nodes).flatMap(List::stream);
        return Stream.concat(endpoints, nodes)
                .filter(each -> each.zone().equals(zone))
                .map(NetworkInterface::address)
                .findFirst();
    }
}
