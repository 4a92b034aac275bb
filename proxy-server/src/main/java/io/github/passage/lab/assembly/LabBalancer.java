package io.github.passage.lab.assembly;

import io.github.passage.hop.Forward;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.Outward;
import io.github.passage.hop.Outward.HeaderOut;
import io.github.passage.hop.RelayHop;
import io.github.passage.lab.live.LabView.LoadBalancerView;
import io.github.passage.lab.topology.LoadBalancer;
import io.github.passage.lab.topology.LoadBalancer.PrivateSide;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.TargetGroupRules;
import io.github.passage.lab.topology.TargetGroupRules.ProxyHeader;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.relay.AfterIdle;
import io.github.passage.target.TargetGroup;
import io.github.passage.transport.SocketPlace;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A load balancer: a node in each zone, and behind each port of each node a target group. Not to be used on event loops. */
final class LabBalancer implements AutoCloseable {
    private final LoadBalancer model;
    private final HopWiring wiring;
    private final List<NetworkInterface> targets;
    private final List<NodeGroup> groups = new ArrayList<>();
    private final Map<String, HopSlot> slots = new LinkedHashMap<>();
    private final Map<Group, OptionalInt> checked = new LinkedHashMap<>();

    /**
     * A load balancer that does not listen yet.
     *
     * @param targets the server endpoints that it leads to
     * @param headerFrom VPC endpoints whose connections begin with a PROXY header
     */
    LabBalancer(LoadBalancer model, List<NetworkInterface> targets, List<InetAddress> headerFrom, HopWiring wiring) {
        this.model = model;
        this.wiring = wiring;
        this.targets = targets;
        for (NetworkInterface node : model.nodes()) {
            Map<Integer, NodeGroup> ofNode = new LinkedHashMap<>();
            wiring.ports().forEach(port -> ofNode.put(port, group(node, port)));
            groups.addAll(ofNode.values());
            slots.put(node.name(), new HopSlot(node, modes(node, ofNode, headerFrom)));
        }
    }

    /** Begins to probe; the targets must listen, or the first probe finds them unhealthy. */
    void beginChecks() {
        for (Group group : Group.values()) {
            TargetGroupRules.HealthCheckRules rules = rules(group).healthCheck();
            check(group, rules.enabled() ? OptionalInt.of(rules.port()) : OptionalInt.empty());
        }
    }

    /** The two kinds of target groups. */
    enum Group {
        CONTROL,
        DATA;

        /**
         * The groups of that name.
         *
         * @throws IllegalArgumentException naming those that exist
         */
        static List<Group> named(String name) {
            return switch (name) {
                case "control" -> List.of(CONTROL);
                case "data" -> List.of(DATA);
                case "all" -> List.of(values());
                default -> throw new IllegalArgumentException("\"" + name + "\" (expected: control, data or all)");
            };
        }
    }

    private Group groupOf(int port) {
        return port == wiring.fabric().controlPort() ? Group.CONTROL : Group.DATA;
    }

    private TargetGroupRules rules(Group group) {
        return group == Group.CONTROL ? model.control() : model.data();
    }

    private NodeGroup group(NetworkInterface node, int port) {
        return new NodeGroup(
                model.name(),
                node,
                port,
                model.crossZone(),
                rules(groupOf(port)),
                targets,
                wiring,
                new ConnectProber(wiring.context().transport(), inside(node), dialFrom(node)));
    }

    private SocketPlace inside(NetworkInterface node) {
        PrivateSide side = privateSide(node);
        return wiring.fabric().placeOf(side == null ? node.network() : side.network());
    }

    private Inet4Address dialFrom(NetworkInterface node) {
        PrivateSide side = privateSide(node);
        return side == null ? wiring.real(node) : wiring.fabric().plan().real(side.network(), side.address());
    }

    private @Nullable PrivateSide privateSide(NetworkInterface node) {
        return model.privateAddresses().get(node.name());
    }

    private HopSlot.Modes modes(NetworkInterface node, Map<Integer, NodeGroup> ofNode, List<InetAddress> headerFrom) {
        return new HopSlot.Modes() {
            @Override
            public RelayHop relay() {
                List<Forward> forwards = ofNode.entrySet().stream()
                        .map(each ->
                                forward(node, each.getKey(), each.getValue().targets()))
                        .toList();
                AfterIdle after = AfterIdle.valueOf(model.afterIdle().name());
                return wiring.relay(node, forwards, wiring.idle(model.idle(), after), headerFrom);
            }

            @Override
            public FtpHop ftp(PassiveAddressPolicy policy) {
                refuseHeaders(node.name(), model);
                // The first port is the control port.
                return wiring.ftp(
                        node,
                        wiring.control(wiring.real(targets.getFirst())),
                        ofNode.values().iterator().next().targets(),
                        dialFrom(node),
                        inside(node),
                        policy);
            }
        };
    }

    /**
     * A hop that follows FTP writes and reads no PROXY headers yet.
     *
     * @throws IllegalStateException if the load balancer's other hops do
     */
    static void refuseHeaders(String hop, LoadBalancer of) {
        if (of.control().proxyHeader() != ProxyHeader.OFF || of.data().proxyHeader() != ProxyHeader.OFF) {
            throw new IllegalStateException("hop " + hop + ": rewriting, while load balancer " + of.name()
                    + " has proxy-protocol (expected: proxy-protocol = off, or rewriting at a server's endpoint)");
        }
    }

    private Forward forward(NetworkInterface node, int port, TargetGroup group) {
        TargetGroupRules rules = rules(groupOf(port));
        return new Forward(
                port,
                group,
                new Outward(
                        dialFrom(node),
                        rules.preserveClientIp(),
                        wiring.settings().scale().of(HopWiring.CONNECT_TIMEOUT),
                        inside(node),
                        HeaderOut.valueOf(rules.proxyHeader().name()),
                        java.util.Optional.empty()));
    }

    /**
     * Whether DNS names a node: every one of its target groups has a healthy target in reach
     * (<a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html">Health checks</a>).
     * Never blocks.
     */
    boolean leadsToHealthy(String node) {
        return groups.stream()
                .filter(each -> each.node().equals(node))
                .allMatch(each -> each.targets().hasHealthyTarget());
    }

    Map<String, HopSlot> slots() {
        return slots;
    }

    /** Probes a port of the targets of these groups from now on; 0 is the traffic port, none for no probes. */
    void check(Group group, OptionalInt port) {
        checked.put(group, port);
        groups.stream().filter(each -> groupOf(each.port()) == group).forEach(each -> each.check(port));
    }

    /**
     * Takes a target out of all groups.
     *
     * @throws IllegalStateException if it is out
     */
    void deregister(String target) {
        NetworkInterface found = target(target);
        groups.forEach(each -> each.deregister(found));
    }

    /**
     * Takes it in again.
     *
     * @throws IllegalStateException if it is in
     */
    void register(String target) {
        NetworkInterface found = target(target);
        groups.forEach(each -> each.register(found));
    }

    private NetworkInterface target(String name) {
        Map<String, NetworkInterface> byName = targets.stream()
                .collect(Collectors.toMap(
                        NetworkInterface::name, each -> each, (one, other) -> one, LinkedHashMap::new));
        return Names.find("target", byName, name);
    }

    LoadBalancerView view() {
        Map<String, String> checks = new LinkedHashMap<>();
        checked.forEach((group, port) -> checks.put(group.name().toLowerCase(Locale.ROOT), shown(port)));
        Map<String, String> health = new LinkedHashMap<>();
        for (NetworkInterface target : targets) {
            health.put(
                    target.name(),
                    groups.stream()
                            .filter(each -> groupOf(each.port()) == Group.CONTROL)
                            .map(each -> each.health(target).label())
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        return new LoadBalancerView(model.name(), checks, health);
    }

    private static String shown(OptionalInt port) {
        return port.isEmpty() ? "off" : port.getAsInt() == 0 ? "traffic-port" : String.valueOf(port.getAsInt());
    }

    @Override
    public void close() {
        groups.forEach(NodeGroup::close);
        slots.values().forEach(HopSlot::close);
    }
}
