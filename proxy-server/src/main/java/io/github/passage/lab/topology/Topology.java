package io.github.passage.lab.topology;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A simulated path from a client to an FTP server.
 *
 * @param name as flags and messages call it
 * @param summary one sentence: what it stands for
 * @param client where a client on this machine counts as being
 * @param path the hops from the one that the client reaches to the server's endpoint, at least one
 * @param server the address that the FTP server hides behind the last hop
 */
public record Topology(String name, String summary, ClientPlace client, List<TopologyHop> path, Inet4Address server) {
    /** Checks that there is a path. */
    public Topology {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("path: no hops (expected: at least one)");
        }
    }

    /** The hop that the client reaches. */
    public TopologyHop entry() {
        return path.getFirst();
    }

    /** The server's endpoint: what AUTO announces. */
    public TopologyHop endpoint() {
        return path.getLast();
    }

    /** The hop of that role, if the path has one. */
    public Optional<TopologyHop> hop(HopRole role) {
        return path.stream().filter(hop -> hop.role() == role).findFirst();
    }

    /** The hop that listens at an address, if any does. */
    public Optional<TopologyHop> hopAt(InetAddress address) {
        return path.stream().filter(hop -> hop.address().equals(address)).findFirst();
    }

    /**
     * Where the client is.
     *
     * @param words as sentences call it
     * @param address its source address; on the loopback fabric 127.0.0.1
     */
    public record ClientPlace(String words, Inet4Address address) {}
}
