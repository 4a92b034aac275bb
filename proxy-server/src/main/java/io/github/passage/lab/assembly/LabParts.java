package io.github.passage.lab.assembly;

import io.github.passage.hop.Forward;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.Outward;
import io.github.passage.hop.Outward.HeaderOut;
import io.github.passage.hop.RelayHop;
import io.github.passage.lab.dns.LabNames;
import io.github.passage.lab.fabric.Fabric;
import io.github.passage.lab.topology.LoadBalancer;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Router;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.TargetGroupRules.ProxyHeader;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.VpcEndpoint;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.relay.AfterIdle;
import io.github.passage.relay.RelayIdle;
import io.github.passage.transport.SocketPlace;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything of a topology that listens. Blocks; not to be used on event loops. */
final class LabParts implements AutoCloseable {
    /** Not settable (AWS networking blog, Implementing long-running TCP connections within VPC networking). */
    private static final Duration ENDPOINT_IDLE = Duration.ofSeconds(350);

    private final Topology topology;
    private final HopWiring wiring;
    private final Map<String, LabServer> servers = new LinkedHashMap<>();
    private final Map<String, LabBalancer> balancers = new LinkedHashMap<>();
    private final Map<String, HopSlot> hops = new LinkedHashMap<>();
    private final LabNames names;

    LabParts(HopWiring wiring, Path home) {
        this.topology = wiring.settings().topology();
        this.wiring = wiring;
        for (VpcEndpoint endpoint : topology.vpcEndpoints()) {
            endpoint.interfaces().forEach(each -> hops.put(each.name(), new HopSlot(each, modes(endpoint, each))));
        }
        for (LoadBalancer model : topology.loadBalancers()) {
            LabBalancer balancer = new LabBalancer(model, targets(model), headerFrom(model), wiring);
            balancers.put(model.name(), balancer);
            hops.putAll(balancer.slots());
        }
        for (Router router : topology.routers()) {
            router.forwarding().ifPresent(at -> hops.put(at.name(), new HopSlot(at, modes(router, at))));
        }
        for (Server model : topology.servers()) {
            PassiveIp passiveIp = real(wiring.settings().passiveIp().orElse(model.passiveIp()));
            LabServer server = new LabServer(model, passiveIp, home, wiring);
            servers.put(model.name(), server);
            hops.putAll(server.slots());
        }
        this.names = new LabNames(topology, wiring.fabric().plan(), this::isInService);
    }

    /**
     * Begins to listen, servers first.
     *
     * @throws io.github.passage.hop.ListenException if an address or port is taken
     */
    void start() {
        List<HopSlot> serverFirst = new ArrayList<>(hops.values()).reversed();
        serverFirst.forEach(
                hop -> hop.start(real(wiring.settings().policyOf(hop.at().name()))));
        servers.values().forEach(LabServer::start);
        balancers.values().forEach(LabBalancer::beginChecks);
    }

    Topology topology() {
        return topology;
    }

    HopWiring wiring() {
        return wiring;
    }

    Map<String, LabServer> servers() {
        return servers;
    }

    Map<String, LabBalancer> balancers() {
        return balancers;
    }

    Map<String, HopSlot> hops() {
        return hops;
    }

    /** The names of all this, and what they stand for now. */
    LabNames names() {
        return names;
    }

    /** A router that only translates is no hop, and always there. */
    private boolean isInService(String hop) {
        HopSlot slot = hops.get(hop);
        return slot == null
                || (slot.isUp()
                        && balancers.values().stream()
                                .filter(balancer -> balancer.slots().containsKey(hop))
                                .allMatch(balancer -> balancer.leadsToHealthy(hop)));
    }

    /** What an address of the simulated world is here, wherever a setting may name one. */
    PassiveIp real(PassiveIp setting) {
        return setting instanceof PassiveIp.Fixed(Inet4Address address) ? new PassiveIp.Fixed(real(address)) : setting;
    }

    PassiveAddressPolicy real(PassiveAddressPolicy policy) {
        return policy instanceof PassiveAddressPolicy.Fixed(Inet4Address address)
                ? new PassiveAddressPolicy.Fixed(real(address))
                : policy;
    }

    private Inet4Address real(Inet4Address address) {
        return topology.interfaces().stream()
                .filter(each -> each.address().equals(address))
                .findFirst()
                .map(wiring::real)
                .orElse(address);
    }

    private List<NetworkInterface> targets(LoadBalancer model) {
        return model.targets().stream()
                .flatMap(name -> endpoints(name).stream())
                .toList();
    }

    private List<NetworkInterface> endpoints(String target) {
        return topology.servers().stream()
                .flatMap(server -> server.endpoints().stream()
                        .filter(each ->
                                server.name().equals(target) || each.name().equals(target)))
                .toList();
    }

    /** Traffic over PrivateLink comes from the node's own address, and tells who its client is where that goes on. */
    private List<InetAddress> headerFrom(LoadBalancer model) {
        return tellsClients(model)
                ? topology.vpcEndpoints().stream()
                        .filter(endpoint -> endpoint.service().equals(model.name()))
                        .flatMap(endpoint -> model.nodes().stream())
                        .<InetAddress>map(wiring::real)
                        .distinct()
                        .toList()
                : List.of();
    }

    private static boolean tellsClients(LoadBalancer model) {
        return model.control().proxyHeader() != ProxyHeader.OFF && model.data().proxyHeader() != ProxyHeader.OFF;
    }

    private HopSlot.Modes modes(VpcEndpoint endpoint, NetworkInterface at) {
        LoadBalancer service = topology.loadBalancer(endpoint.service()).orElseThrow();
        NetworkInterface node = service.nodes().stream()
                .filter(each -> at.zone().isEmpty() || each.zone().equals(at.zone()))
                .findFirst()
                .orElseThrow();
        Inet4Address nodeAddress = wiring.real(node);
        SocketPlace place = wiring.fabric().placeOf(node.network());
        HeaderOut header = tellsClients(service) ? HeaderOut.AT_ONCE : HeaderOut.OFF;
        Outward outward =
                new Outward(nodeAddress, false, HopWiring.CONNECT_TIMEOUT, place, header, Optional.of(endpoint.id()));
        return new HopSlot.Modes() {
            @Override
            public RelayHop relay() {
                List<Forward> forwards = wiring.ports()
                        .map(port -> new Forward(port, HopWiring.always(nodeAddress, port), outward))
                        .toList();
                return wiring.relay(at, forwards, wiring.idle(ENDPOINT_IDLE, AfterIdle.RESET), List.of());
            }

            @Override
            public FtpHop ftp(PassiveAddressPolicy policy) {
                LabBalancer.refuseHeaders(at.name(), service);
                int port = wiring.fabric().controlPort();
                return wiring.ftp(
                        at,
                        wiring.control(nodeAddress),
                        HopWiring.always(nodeAddress, port),
                        nodeAddress,
                        place,
                        policy);
            }
        };
    }

    private HopSlot.Modes modes(Router router, NetworkInterface at) {
        NetworkInterface target = endpoints(router.forwardsTo().orElseThrow()).getFirst();
        Inet4Address inside = wiring.real(target);
        Inet4Address own = wiring.fabric().plan().real(router.outside(), router.address());
        SocketPlace place = wiring.fabric().placeOf(router.inside());
        return new HopSlot.Modes() {
            @Override
            public RelayHop relay() {
                Outward outward =
                        new Outward(own, false, HopWiring.CONNECT_TIMEOUT, place, HeaderOut.OFF, Optional.empty());
                List<Forward> forwards = wiring.ports()
                        .map(port -> new Forward(port, HopWiring.always(inside, port), outward))
                        .toList();
                return wiring.relay(at, forwards, RelayIdle.NEVER, List.of());
            }

            @Override
            public FtpHop ftp(PassiveAddressPolicy policy) {
                int port = wiring.fabric().controlPort();
                return wiring.ftp(at, wiring.control(inside), HopWiring.always(inside, port), own, place, policy);
            }
        };
    }

    Fabric fabric() {
        return wiring.fabric();
    }

    @Override
    public void close() {
        balancers.values().forEach(LabBalancer::close);
        hops.values().forEach(HopSlot::close);
        servers.values().forEach(LabServer::close);
    }
}
