package io.github.passage.address;

import java.net.InetAddress;
import java.util.List;

/**
 * Whether an address can be reached across the public internet: the question that client programs such as FileZilla and
 * WinSCP ask before they repair a passive address.
 */
public final class Routability {
    /** The list that WinSCP and FileZilla use, and the shared space of RFC 6598. */
    private static final List<Cidr> UNROUTABLE = List.of(
            Cidr.parse("0.0.0.0/8"),
            Cidr.parse("10.0.0.0/8"),
            Cidr.parse("100.64.0.0/10"),
            Cidr.parse("127.0.0.0/8"),
            Cidr.parse("169.254.0.0/16"),
            Cidr.parse("172.16.0.0/12"),
            Cidr.parse("192.168.0.0/16"),
            Cidr.parse("::/128"),
            Cidr.parse("::1/128"),
            Cidr.parse("fc00::/7"),
            Cidr.parse("fe80::/10"));

    private Routability() {}

    /** Whether packets to this address can cross the internet (RFC 6890 names the exceptions). */
    public static boolean isPublic(InetAddress address) {
        return UNROUTABLE.stream().noneMatch(network -> network.contains(address));
    }
}
