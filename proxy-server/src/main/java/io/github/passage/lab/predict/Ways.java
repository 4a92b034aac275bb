package io.github.passage.lab.predict;

import io.github.passage.lab.predict.ControlPath.Follower;
import io.github.passage.lab.predict.Landing.AtServer;
import io.github.passage.lab.predict.Landing.Refused;
import io.github.passage.lab.predict.Landing.Silent;
import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.LoadBalancer;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.VpcEndpoint;
import io.github.passage.lab.transfer.Affinity;
import io.github.passage.lab.verdict.Cause;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which ways connections take through a world, as the documents of AWS tell it. Where a load balancer has a choice, all are told; all
 * servers count as running and healthy.
 */
final class Ways {
    private final World world;
    private final Topology topology;

    Ways(World world) {
        this.world = world;
        this.topology = world.topology();
    }

    /** The ways of a control connection. */
    List<ControlPath> control(Route route) {
        return control(route.entry(), topology.seen(route.client()));
    }

    private List<ControlPath> control(NetworkInterface at, Inet4Address source) {
        boolean follows = world.rewrites(at);
        List<ControlPath> paths = new ArrayList<>();
        for (Leg leg : next(at, source, follows, false)) {
            if (leg.server().isPresent()) {
                paths.add(new ControlPath(List.of(), new AtServer(leg.server().get(), at, leg.source())));
            } else if (!admits(leg.to(), leg.source())) {
                paths.add(new ControlPath(List.of(), new Refused(Optional.of(leg.to()), Cause.NOT_REACHABLE)));
            } else {
                paths.addAll(control(leg.to(), leg.source()));
            }
        }
        if (paths.isEmpty()) {
            paths.add(new ControlPath(List.of(), new Refused(Optional.of(at), Cause.SERVER_DOWN)));
        }
        Follower self = new Follower(at, source);
        return follows ? paths.stream().map(path -> path.behind(self)).toList() : paths;
    }

    /** Where a data connection of a session comes to when the client dials an address. */
    List<Landing> data(Route route, InetAddress to, ControlPath session) {
        if (!(to instanceof Inet4Address dialled)) {
            return List.of(new Silent(Cause.NOT_REACHABLE));
        }
        Client client = route.client();
        if (dialled.isAnyLocalAddress() || dialled.isLoopbackAddress() || dialled.equals(client.address())) {
            return List.of(new Refused(Optional.empty(), Cause.OWN_HOST));
        }
        Optional<NetworkInterface> reached = topology.entries(client).stream()
                .filter(each -> each.address().equals(dialled))
                .findFirst();
        if (reached.isPresent()) {
            return data(reached.get(), topology.seen(client), session);
        }
        boolean isHost = topology.clients().stream()
                .anyMatch(other ->
                        other.address().equals(dialled) && topology.isRouted(client.network(), other.network()));
        return List.of(isHost ? new Refused(Optional.empty(), Cause.FOREIGN_HOST) : new Silent(Cause.NOT_REACHABLE));
    }

    private List<Landing> data(NetworkInterface at, Inet4Address source, ControlPath session) {
        boolean follows = world.rewrites(at);
        if (follows ? !session.isFollowed(at, source) : isPortOfAnother(session, at)) {
            return List.of(new Refused(Optional.of(at), Cause.NO_RESERVATION));
        }
        List<Landing> landings = new ArrayList<>();
        for (Leg leg : next(at, source, follows, true)) {
            // A hop that follows FTP dials the server that it led the control connection to.
            if (follows && leg.chosen() && !isChosen(leg.to(), session)) {
                continue;
            }
            if (leg.server().isPresent()) {
                landings.addAll(atServer(new AtServer(leg.server().get(), at, leg.source()), session));
            } else if (!admits(leg.to(), leg.source())) {
                landings.add(new Refused(Optional.of(leg.to()), Cause.NOT_REACHABLE));
            } else {
                landings.addAll(data(leg.to(), leg.source(), session));
            }
        }
        if (isProbedOnDataPorts(at)) {
            landings.add(new Refused(Optional.of(at), Cause.STOLEN_BY_PROBE));
        }
        return landings.isEmpty() ? List.of(new Refused(Optional.of(at), Cause.SERVER_DOWN)) : landings;
    }

    /** A probe that comes between passive reply and client takes the client's place, now and then. */
    private boolean isProbedOnDataPorts(NetworkInterface node) {
        boolean counts =
                topology.servers().stream().anyMatch(server -> server.rules().takesClosed());
        return counts
                && topology.loadBalancers().stream()
                        .filter(balancer -> balancer.nodes().contains(node))
                        .map(balancer -> balancer.data().healthCheck())
                        .anyMatch(check -> check.enabled() && check.port() != ServerPerZone.CONTROL_PORT);
    }

    /** A hop that follows FTP names a port of its own, which leads nowhere on a way around that hop. */
    private boolean isPortOfAnother(ControlPath session, NetworkInterface at) {
        List<Follower> followers = session.followers();
        return !followers.isEmpty()
                && topology.interfaces().indexOf(at)
                        < index(followers.getFirst().hop());
    }

    private int index(NetworkInterface hop) {
        return topology.interfaces().indexOf(hop);
    }

    private static boolean isChosen(NetworkInterface endpoint, ControlPath session) {
        return session.server().filter(at -> at.endpoint().equals(endpoint)).isPresent();
    }

    private static List<Landing> atServer(AtServer data, ControlPath session) {
        Optional<Landing> misses = session.server().flatMap(control -> miss(data, control));
        return List.of(misses.orElse(data));
    }

    private static Optional<Landing> miss(AtServer data, AtServer control) {
        Optional<NetworkInterface> at = Optional.of(data.endpoint());
        if (!data.server().equals(control.server())) {
            return Optional.of(new Refused(at, Cause.ANOTHER_SERVER));
        }
        Affinity affinity = data.server().rules().affinity();
        boolean otherSource = !data.source().equals(control.source());
        if (otherSource && (affinity == Affinity.SOURCE || data.server().rules().dataPeerCheck())) {
            return Optional.of(new Refused(at, Cause.PEER_MISMATCH));
        }
        boolean otherEndpoint = !data.endpoint().equals(control.endpoint());
        return affinity == Affinity.ENDPOINT && otherEndpoint
                ? Optional.of(new Refused(at, Cause.ANOTHER_SERVER))
                : Optional.empty();
    }

    /**
     * One step further.
     *
     * @param to the next hop; the same one where the server stands right behind it
     * @param source the address that the connection comes from there
     * @param server the server, where this is the last step
     * @param chosen whether it was chosen among targets
     */
    private record Leg(NetworkInterface to, Inet4Address source, Optional<Server> server, boolean chosen) {}

    private List<Leg> next(NetworkInterface at, Inet4Address source, boolean follows, boolean isData) {
        for (VpcEndpoint endpoint : topology.vpcEndpoints()) {
            if (endpoint.interfaces().contains(at)) {
                return List.of(intoService(endpoint, at));
            }
        }
        for (LoadBalancer balancer : topology.loadBalancers()) {
            if (balancer.nodes().contains(at)) {
                return toTargets(balancer, at, source, follows, isData);
            }
        }
        for (Server server : topology.servers()) {
            if (server.endpoints().contains(at)) {
                return List.of(new Leg(at, follows ? at.address() : source, Optional.of(server), false));
            }
        }
        return topology.routers().stream()
                .filter(router -> router.forwarding().filter(at::equals).isPresent())
                .flatMap(router -> endpoints(router.forwardsTo().orElseThrow()).stream()
                        .limit(1)
                        .map(target -> new Leg(target, router.address(), Optional.empty(), false)))
                .toList();
    }

    /** An interface endpoint is pinned to the node of its zone, and the service sees that node's address. */
    private Leg intoService(VpcEndpoint endpoint, NetworkInterface at) {
        LoadBalancer service = topology.loadBalancer(endpoint.service()).orElseThrow();
        NetworkInterface node = service.nodes().stream()
                .filter(each -> at.zone().isEmpty() || each.zone().equals(at.zone()))
                .findFirst()
                .orElseThrow();
        return new Leg(node, node.address(), Optional.empty(), false);
    }

    private List<Leg> toTargets(
            LoadBalancer balancer, NetworkInterface node, Inet4Address source, boolean follows, boolean isData) {
        Inet4Address own = Optional.ofNullable(balancer.privateAddresses().get(node.name()))
                .map(LoadBalancer.PrivateSide::address)
                .orElse(node.address());
        boolean preserves = !follows && (isData ? balancer.data() : balancer.control()).preserveClientIp();
        return balancer.targets().stream()
                .flatMap(target -> endpoints(target).stream())
                .filter(target -> balancer.crossZone() || target.zone().equals(node.zone()))
                .map(target -> new Leg(target, preserves ? source : own, Optional.empty(), true))
                .toList();
    }

    private List<NetworkInterface> endpoints(String target) {
        return topology.servers().stream()
                .flatMap(server -> server.endpoints().stream()
                        .filter(each ->
                                server.name().equals(target) || each.name().equals(target)))
                .toList();
    }

    private static boolean admits(NetworkInterface at, Inet4Address source) {
        return at.admits().stream().anyMatch(network -> network.contains(source));
    }
}
