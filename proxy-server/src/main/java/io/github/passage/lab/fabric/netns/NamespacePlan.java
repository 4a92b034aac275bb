package io.github.passage.lab.fabric.netns;

import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.LoadBalancer.PrivateSide;
import io.github.passage.lab.topology.Network;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Router;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.Topology.Peering;
import io.github.passage.transport.SocketPlace;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What makes a topology's networks out of Linux network namespaces, as lines for {@code ip -batch}, sysctl settings and nftables rules.
 *
 * <p>A network is a namespace that owns all addresses that something listens at and routes between its clients and its peers. A client
 * is a namespace at the end of a veth pair. What has no route is dropped without a word, as security groups and missing routes do it.
 */
final class NamespacePlan {
    /** What every namespace's name begins with. */
    static final String PREFIX = "passage.";

    /** Every client's gateway, which also answers its DNS queries. */
    static final String GATEWAY = "169.254.1.1";

    private static final String NETWORK = PREFIX + "net.";
    private static final String SERVER = PREFIX + "srv.";

    private static final int FOREIGN_TABLE = 100;
    private static final int ROUTER_TABLES = 200;

    /** Interfaces take over what stands in {@code default} when they are made; lo is there already. */
    private static final List<String> PLAIN_SETTINGS = List.of(
            "net.ipv4.conf.all.rp_filter=0",
            "net.ipv4.conf.default.rp_filter=0",
            "net.ipv4.conf.lo.rp_filter=0",
            "net.ipv4.conf.all.arp_ignore=0",
            "net.ipv4.conf.default.arp_ignore=0");

    private static final List<String> NETWORK_SETTINGS = List.of(
            "net.ipv4.ip_forward=1",
            "net.ipv4.tcp_fwmark_accept=1",
            "net.ipv4.fwmark_reflect=1",
            "net.ipv4.ip_local_port_range=32768 60999");

    private final Topology topology;
    private final Map<String, Setup> setups = new LinkedHashMap<>();
    private final List<String> links = new ArrayList<>();

    private NamespacePlan(Topology topology) {
        this.topology = topology;
    }

    /**
     * One namespace's content.
     *
     * @param namespace its name
     * @param settings {@code name=value} in the manner of sysctl(8), to be set before anything else
     * @param ip lines for {@code ip -batch}, once the links are there
     * @param nft lines for {@code nft -f}, mostly none
     */
    record Setup(String namespace, List<String> settings, List<String> ip, List<String> nft) {
        Setup(String namespace) {
            this(namespace, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            settings.addAll(PLAIN_SETTINGS);
            ip.add("link set lo up");
        }
    }

    /**
     * The plan of a topology.
     *
     * @throws IllegalArgumentException if a router forwards ports and has clients behind it, whose answers it would take for itself
     */
    static NamespacePlan of(Topology topology) {
        NamespacePlan plan = new NamespacePlan(topology);
        topology.networks().forEach(plan::network);
        topology.clients().forEach(plan::client);
        topology.peerings().forEach(plan::peering);
        topology.routers().forEach(plan::router);
        topology.servers().stream()
                .filter(server -> server.kind() != Server.Kind.EXTERNAL)
                .forEach(plan::server);
        return plan;
    }

    static String ofNetwork(String network) {
        return NETWORK + network;
    }

    static String ofClient(String client) {
        return PREFIX + client;
    }

    static String ofServer(String server) {
        return SERVER + server;
    }

    /** Whether a namespace's name is a client's. */
    static boolean isClient(String namespace) {
        return namespace.startsWith(PREFIX) && !namespace.startsWith(NETWORK) && !namespace.startsWith(SERVER);
    }

    List<Setup> namespaces() {
        return List.copyOf(setups.values());
    }

    /** Lines for {@code ip -batch} that join the namespaces. */
    List<String> links() {
        return List.copyOf(links);
    }

    boolean needsNft() {
        return setups.values().stream().anyMatch(setup -> !setup.nft().isEmpty());
    }

    private Setup setup(String namespace) {
        return setups.computeIfAbsent(namespace, Setup::new);
    }

    private Setup setupOf(String network) {
        return setup(ofNetwork(network));
    }

    private void network(Network network) {
        Setup setup = setupOf(network.name());
        setup.settings().addAll(NETWORK_SETTINGS);
        setup.ip().add("addr add " + GATEWAY + "/32 dev lo scope link");
        addresses(network.name())
                .forEach(address -> setup.ip().add("addr add " + address.getHostAddress() + "/32 dev lo"));
        // Answers to a foreign source that connected from in here come back in here. Lab listeners have ports below the
        // ephemeral
        // ones; a connection that a hop made itself is marked too, and takes the usual routes.
        setup.ip().add("route add local 0.0.0.0/0 dev lo table " + FOREIGN_TABLE);
        setup.ip()
                .add("rule add priority 100 fwmark " + SocketPlace.FOREIGN_ADDRESS_MARK
                        + " ipproto tcp sport 1-32767 lookup " + FOREIGN_TABLE);
        setup.ip().add("rule add priority 50000 blackhole");
    }

    private Set<Inet4Address> addresses(String network) {
        Set<Inet4Address> addresses = new LinkedHashSet<>();
        topology.interfaces().stream()
                .filter(listening -> listening.network().equals(network))
                .map(NetworkInterface::address)
                .forEach(addresses::add);
        topology.loadBalancers().stream()
                .flatMap(balancer -> balancer.privateAddresses().values().stream())
                .filter(side -> side.network().equals(network))
                .map(PrivateSide::address)
                .sorted((one, other) -> one.getHostAddress().compareTo(other.getHostAddress()))
                .forEach(addresses::add);
        topology.routers().stream()
                .filter(router ->
                        router.outside().equals(network) && behind(router).isEmpty())
                .map(Router::address)
                .forEach(addresses::add);
        return addresses;
    }

    private void client(Client client) {
        String outer = "c" + topology.clients().indexOf(client);
        String address = client.address().getHostAddress();
        links.add(veth(ofNetwork(client.network()), outer, ofClient(client.name()), "eth0"));
        setup(ofClient(client.name()))
                .ip()
                .addAll(List.of(
                        "link set eth0 up",
                        "addr add " + address + "/32 dev eth0",
                        "route add default via " + GATEWAY + " dev eth0 onlink"));
        setupOf(client.network())
                .ip()
                .addAll(List.of("link set " + outer + " up", "route add " + address + "/32 dev " + outer));
    }

    private void peering(Peering peering) {
        int number = topology.peerings().indexOf(peering);
        String name = "p" + number;
        join(peering.one(), peering.other(), name, number);
        setupOf(peering.one())
                .ip()
                .add("route add " + cidr(peering.other()) + " via " + end(number, 1) + " dev " + name);
        setupOf(peering.other())
                .ip()
                .add("route add " + cidr(peering.one()) + " via " + end(number, 0) + " dev " + name);
    }

    private void router(Router router) {
        List<Client> behind = behind(router);
        if (behind.isEmpty()) {
            return;
        }
        if (router.forwarding().isPresent()) {
            throw new IllegalArgumentException("routers." + router.name()
                    + ": forwards ports and has clients behind it (expected: two routers on network namespaces)");
        }
        int index = topology.routers().indexOf(router);
        int number = topology.peerings().size() + index;
        String name = "r" + index;
        String address = router.address().getHostAddress();
        join(router.inside(), router.outside(), name, number);
        Setup inside = setupOf(router.inside());
        int table = ROUTER_TABLES + index;
        inside.ip().add("route add default via " + end(number, 1) + " dev " + name + " onlink table " + table);
        behind.forEach(client -> inside.ip()
                .add("rule add priority 40000 from " + client.address().getHostAddress() + " lookup " + table));
        inside.nft()
                .addAll(List.of(
                        "add table ip passage",
                        "add chain ip passage " + name + " { type nat hook postrouting priority 100 ; }",
                        "add rule ip passage " + name + " oifname \"" + name + "\" snat to " + address));
        setupOf(router.outside()).ip().add("route add " + address + "/32 via " + end(number, 0) + " dev " + name);
    }

    private List<Client> behind(Router router) {
        return topology.clients().stream()
                .filter(client -> client.behind().filter(router.name()::equals).isPresent())
                .toList();
    }

    /** Two networks joined by a veth pair of the same name on both sides, with link-local addresses that are nobody's source. */
    private void join(String one, String other, String name, int number) {
        links.add(veth(ofNetwork(one), name, ofNetwork(other), name));
        setupOf(one).ip().addAll(ends(name, end(number, 0), end(number, 1)));
        setupOf(other).ip().addAll(ends(name, end(number, 1), end(number, 0)));
    }

    private static List<String> ends(String name, String own, String peer) {
        return List.of(
                "link set " + name + " up", "addr add " + own + " peer " + peer + "/32 dev " + name + " scope link");
    }

    private static String end(int number, int side) {
        return "169.254." + (16 + number / 100) + "." + (number % 100 * 2 + 1 + side);
    }

    private void server(Server server) {
        setup(ofServer(server.name())).ip().add("route add local 0.0.0.0/0 dev lo");
    }

    private String cidr(String network) {
        return topology.network(network).orElseThrow().cidr().toString();
    }

    private static String veth(String one, String name, String other, String otherName) {
        return "link add " + name + " netns " + one + " type veth peer name " + otherName + " netns " + other;
    }
}
