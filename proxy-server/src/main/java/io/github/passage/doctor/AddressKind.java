package io.github.passage.doctor;

import io.github.passage.address.Cidr;
import java.net.InetAddress;

/** From where an address can be reached, as far as its number tells (RFC 6890). */
enum AddressKind {
    /** 0.0.0.0, by which some servers mean the control connection's address. */
    UNSPECIFIED,
    /** The machine itself. */
    LOOPBACK,
    /** Only within one network: RFC 1918, RFC 6598, RFC 3927, RFC 4193. */
    PRIVATE,
    /** From everywhere. */
    PUBLIC;

    private static final Cidr SHARED = Cidr.parse("100.64.0.0/10");
    private static final Cidr UNIQUE_LOCAL = Cidr.parse("fc00::/7");

    static AddressKind of(InetAddress address) {
        if (address.isAnyLocalAddress()) {
            return UNSPECIFIED;
        }
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        boolean local = address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || SHARED.contains(address)
                || UNIQUE_LOCAL.contains(address);
        return local ? PRIVATE : PUBLIC;
    }
}
