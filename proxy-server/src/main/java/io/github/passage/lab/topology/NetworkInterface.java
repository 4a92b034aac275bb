package io.github.passage.lab.topology;

import io.github.passage.address.Cidr;
import java.net.Inet4Address;
import java.util.List;

/**
 * An address in a network that something listens at or comes from.
 *
 * @param name unique in the topology, for example {@code nlb.a}: the name of what it belongs to, a dot, its own
 * @param network the network that the address belongs to
 * @param zone its availability zone, empty outside zones
 * @param address its address in the simulated world
 * @param admits the sources that get an answer, resolved from security groups and routes; never empty
 */
public record NetworkInterface(String name, String network, String zone, Inet4Address address, List<Cidr> admits) {
    /** Copies the list. */
    public NetworkInterface {
        admits = List.copyOf(admits);
    }
}
