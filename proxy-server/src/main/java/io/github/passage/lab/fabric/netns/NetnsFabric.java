package io.github.passage.lab.fabric.netns;

import io.github.passage.address.IpLiteral;
import io.github.passage.lab.fabric.Fabric;
import io.github.passage.lab.fabric.NameServerPlace;
import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.Topology;
import io.github.passage.transport.SocketPlace;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Simulated networks as Linux network namespaces (network_namespaces(7)): simulated addresses are real ones, and routes are too. */
public final class NetnsFabric implements Fabric {
    private static final int CONTROL_PORT = 21;
    private static final int DNS_PORT = 53;

    /** Where a thread finds the tables of the namespace that it is in. */
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/thread-self/net/tcp"), Path.of("/proc/thread-self/net/tcp6"));

    private final Topology topology;
    private final LabPidFile claim;
    private final Namespaces namespaces;

    private NetnsFabric(Topology topology, LabPidFile claim, Namespaces namespaces) {
        this.topology = topology;
        this.claim = claim;
        this.namespaces = namespaces;
    }

    /**
     * Makes a topology's networks; leftovers of a lab that was killed are removed first.
     *
     * @throws IllegalStateException in one line, if this machine cannot do it or another lab runs on it; nothing is left then
     * @throws IllegalArgumentException in one line, if the topology cannot be made of namespaces
     */
    public static NetnsFabric create(Topology topology) {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            throw new IllegalStateException("--fabric netns: not on this system (expected: Linux)");
        }
        if (!isRoot()) {
            throw new IllegalStateException("--fabric netns: not root (expected: sudo, or --fabric loopback)");
        }
        NamespacePlan plan = NamespacePlan.of(topology);
        Tool ip = Tool.find("ip", "iproute2");
        Optional<Tool> nft = plan.needsNft() ? Optional.of(Tool.find("nft", "nftables")) : Optional.empty();
        LabPidFile claim = new LabPidFile(LabPidFile.PLACE);
        claim.claim();
        try {
            return new NetnsFabric(topology, claim, Namespaces.build(plan, ip, nft));
        } catch (RuntimeException | Error failed) {
            claim.release();
            throw failed;
        }
    }

    /** Whether this process is root. Its directory of proc(5) belongs to whom it runs as. */
    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return "netns";
    }

    @Override
    public AddressPlan plan() {
        return AddressPlan.IDENTITY;
    }

    @Override
    public int controlPort() {
        return CONTROL_PORT;
    }

    @Override
    public SocketPlace placeOf(String network) {
        return namespaces.place(NamespacePlan.ofNetwork(network));
    }

    @Override
    public SocketPlace placeOfClient(String client) {
        return namespaces.place(NamespacePlan.ofClient(client));
    }

    /** An external server is not in a namespace, but where it says. */
    @Override
    public SocketPlace placeOfServer(String server) {
        return isExternal(server) ? SocketPlace.HERE : namespaces.place(NamespacePlan.ofServer(server));
    }

    /** In a server's namespace every address is local: the endpoint's own. */
    @Override
    public Inet4Address hidden(NetworkInterface endpoint) {
        return endpoint.address();
    }

    @Override
    public Inet4Address gate(NetworkInterface endpoint) {
        int number = topology.servers().stream()
                        .flatMap(server -> server.endpoints().stream())
                        .toList()
                        .indexOf(endpoint)
                + 1;
        return IpLiteral.v4(new byte[] {(byte) 169, (byte) 254, (byte) (2 + (number >> 8)), (byte) number});
    }

    /** Resolvers have no setting for the port: 53, at the gateway of the clients of each network. */
    @Override
    public List<NameServerPlace> nameServers(int port) {
        return topology.clients().stream()
                .map(Client::network)
                .distinct()
                .map(network -> new NameServerPlace(
                        placeOf(network),
                        new InetSocketAddress(
                                IpLiteral.parseV4(NamespacePlan.GATEWAY).orElseThrow(), DNS_PORT)))
                .toList();
    }

    @Override
    public void startInPlaceOfServer(String server, Runnable start) {
        if (isExternal(server)) {
            start.run();
        } else {
            namespaces.place(NamespacePlan.ofServer(server)).run(start);
        }
    }

    private boolean isExternal(String server) {
        return topology.server(server)
                .filter(found -> found.kind() == Server.Kind.EXTERNAL)
                .isPresent();
    }

    @Override
    public Stream<String> tcpTable(String client) {
        return placeOfClient(client)
                .open(() -> TABLES.stream().flatMap(NetnsFabric::lines).toList())
                .stream();
    }

    @Override
    public Stream<String> tcpTables() {
        return namespaces.places().stream()
                .flatMap(place -> place
                        .open(() -> TABLES.stream().flatMap(NetnsFabric::lines).toList())
                        .stream());
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException absent) {
            return Stream.empty();
        }
    }

    /** Removes the namespaces and all that belongs to them. */
    @Override
    public void close() {
        try {
            namespaces.close();
        } finally {
            claim.release();
        }
    }
}
