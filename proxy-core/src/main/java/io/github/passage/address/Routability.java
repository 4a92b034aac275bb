package io.github.passage.address;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * How far an address reaches, in the classes that FTP clients tell apart when they doubt a passive reply (RFC 1122 section 3.2.1.3,
 * RFC 1918, RFC 3927; for IPv6 RFC 4291, RFC 4193). What no class names, such as multicast and documentation addresses, counts as
 * public, as it does for the clients.
 */
public enum Routability {
    /** 0.0.0.0 and {@code ::}. */
    UNSPECIFIED,
    /** The rest of 0.0.0.0/8. */
    THIS_NETWORK,
    /** 127.0.0.0/8 and {@code ::1}. */
    LOOPBACK,
    /** 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and fc00::/7. */
    PRIVATE,
    /** 169.254.0.0/16 and fe80::/10. */
    LINK_LOCAL,
    /** All others. */
    PUBLIC;

    /** The class of an address. */
    public static Routability of(InetAddress address) {
        if (address.isAnyLocalAddress()) {
            return UNSPECIFIED;
        }
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        if (address.isLinkLocalAddress()) {
            return LINK_LOCAL;
        }
        int first = address.getAddress()[0] & 0xFF;
        if (address instanceof Inet4Address) {
            return first == 0 ? THIS_NETWORK : address.isSiteLocalAddress() ? PRIVATE : PUBLIC;
        }
        return (first & 0xFE) == 0xFC ? PRIVATE : PUBLIC;
    }

    /** Whether it can be reached from the internet. */
    public boolean isRoutable() {
        return this == PUBLIC;
    }
}
