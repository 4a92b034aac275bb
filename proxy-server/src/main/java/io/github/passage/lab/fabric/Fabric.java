package io.github.passage.lab.fabric;

import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.transport.SocketPlace;
import java.net.Inet4Address;
import java.util.List;
import java.util.stream.Stream;

/** What makes simulated addresses real. */
public interface Fabric extends AutoCloseable {
    /** The name in flags and views. */
    String name();

    /** Which real address stands for a simulated one. */
    AddressPlan plan();

    /** The control port of everything. */
    int controlPort();

    /** Where what stands in a network opens its sockets. */
    SocketPlace placeOf(String network);

    /** Where a client's programs open theirs. */
    SocketPlace placeOfClient(String client);

    /** Where a server hides. */
    SocketPlace placeOfServer(String server);

    /**
     * The address that a server hides at, of which clients and other hops know nothing.
     *
     * @param endpoint one of the server's endpoints
     */
    Inet4Address hidden(NetworkInterface endpoint);

    /** A second such address, for what stands between the endpoint and the server. */
    Inet4Address gate(NetworkInterface endpoint);

    /**
     * Where clients send their DNS queries.
     *
     * @param port the UDP port, where clients can be told of another than 53
     */
    List<NameServerPlace> nameServers(int port);

    /** Does something on a thread whose sockets, and those of the threads that it starts, belong to a server's place. */
    void startInPlaceOfServer(String server, Runnable start);

    /** The kernel's table of TCP connections as a client's programs see it, line by line; empty where there is none. */
    Stream<String> tcpTable(String client);

    /** The same of every place, to see the keepalives of whoever is connected. */
    Stream<String> tcpTables();

    /** Gives everything back. */
    @Override
    void close();
}
