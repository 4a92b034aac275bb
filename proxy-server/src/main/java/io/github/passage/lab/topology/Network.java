package io.github.passage.lab.topology;

import io.github.passage.address.Cidr;
import java.util.List;

/**
 * A VPC, another private network, or a block of public addresses.
 *
 * @param name in files, flags and pictures
 * @param kind what it is
 * @param cidr its addresses; on the loopback fabric at least a /16, which becomes a /16 of 127.0.0.0/8
 * @param subnets its parts; none needed outside VPCs
 */
public record Network(String name, Kind kind, Cidr cidr, List<Subnet> subnets) {
    /** Copies the list. */
    public Network {
        subnets = List.copyOf(subnets);
    }

    /** What a network is. */
    public enum Kind {
        /** A virtual private cloud. */
        VPC,
        /** An office, a home, a data centre. */
        LAN,
        /** Public addresses. */
        INTERNET
    }

    /**
     * A part of a network in one availability zone.
     *
     * @param name within its network
     * @param cidr its addresses, within the network's
     * @param zone its availability zone, for example {@code az1}
     * @param isPublic whether its hosts count as publicly reachable
     */
    public record Subnet(String name, Cidr cidr, String zone, boolean isPublic) {}
}
