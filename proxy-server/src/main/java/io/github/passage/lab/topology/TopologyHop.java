package io.github.passage.lab.topology;

import io.github.passage.address.Cidr;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * One hop of a topology's path.
 *
 * @param role what it stands for
 * @param vpc the network that its address belongs to
 * @param address where it listens, and where it dials the next hop from
 * @param admits who can reach it
 */
public record TopologyHop(HopRole role, Vpc vpc, Inet4Address address, List<Cidr> admits) {
    /** Copies the list. */
    public TopologyHop {
        admits = List.copyOf(admits);
    }

    /** Whether a connection from there gets an answer. */
    public boolean isReachableFrom(InetAddress source) {
        return admits.stream().anyMatch(network -> network.contains(source));
    }
}
