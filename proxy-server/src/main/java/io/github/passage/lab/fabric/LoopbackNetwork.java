package io.github.passage.lab.fabric;

import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.LoopbackPlan;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Topology;
import io.github.passage.transport.SocketPlace;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses of 127.0.0.0/8, which Linux gives to every machine as a whole: simulated addresses are real ones, and nothing is translated
 * anywhere.
 */
public final class LoopbackNetwork implements Fabric {
    /** The second holds IPv4 connections too: those that were made by an IPv6 socket, as every Java program does. */
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private final LoopbackPlan plan;
    private final int controlPort;

    /**
     * The loopback addresses of a topology.
     *
     * @param controlPort of everything; 21 needs a privilege
     * @throws IllegalArgumentException if the topology needs network namespaces
     */
    public LoopbackNetwork(Topology topology, int controlPort) {
        this(topology, controlPort, 1);
    }

    /**
     * The loopback addresses of one of several topologies at the same time.
     *
     * @param first its first block of addresses
     * @throws IllegalArgumentException if the topology needs network namespaces
     */
    public LoopbackNetwork(Topology topology, int controlPort, int first) {
        topology.netnsOnly().ifPresent(reason -> {
            throw new IllegalArgumentException(
                    "topology " + topology.name() + ": needs --fabric netns, since " + reason);
        });
        this.plan = new LoopbackPlan(topology, first);
        this.controlPort = controlPort;
    }

    @Override
    public String name() {
        return "loopback";
    }

    @Override
    public AddressPlan plan() {
        return plan;
    }

    @Override
    public int controlPort() {
        return controlPort;
    }

    @Override
    public SocketPlace placeOf(String network) {
        return SocketPlace.HERE;
    }

    @Override
    public SocketPlace placeOfClient(String client) {
        return SocketPlace.HERE;
    }

    @Override
    public SocketPlace placeOfServer(String server) {
        return SocketPlace.HERE;
    }

    @Override
    public Inet4Address hidden(NetworkInterface endpoint) {
        return plan.hidden(endpoint);
    }

    @Override
    public Inet4Address gate(NetworkInterface endpoint) {
        return plan.gate(endpoint);
    }

    /** 127.0.0.1, which every machine has; port 53 would need a privilege, and be taken on many. */
    @Override
    public List<NameServerPlace> nameServers(int port) {
        return List.of(
                new NameServerPlace(SocketPlace.HERE, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    @Override
    public void startInPlaceOfServer(String server, Runnable start) {
        start.run();
    }

    @Override
    public Stream<String> tcpTable(String client) {
        return TABLES.stream().flatMap(LoopbackNetwork::lines);
    }

    @Override
    public Stream<String> tcpTables() {
        return tcpTable("");
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException absent) {
            return Stream.empty();
        }
    }

    @Override
    public void close() {
        // The addresses are the machine's own.
    }
}
