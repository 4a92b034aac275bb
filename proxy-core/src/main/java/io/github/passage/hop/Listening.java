package io.github.passage.hop;

import io.github.passage.transport.ConnectionKind;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A listener that a hop's settings ask for.
 *
 * @param kind what it accepts
 * @param address where, port 0 for any
 * @param nth counts those that ask for the same, as port 0 may be asked for twice
 */
public record Listening(ConnectionKind kind, InetSocketAddress address, int nth) {
    /** Whether one of the two could not be bound while the other is. */
    public boolean isInTheWayOf(Listening other) {
        int port = address.getPort();
        return port != 0
                && port == other.address.getPort()
                && overlap(address.getAddress(), other.address.getAddress());
    }

    /** Whether binding one port at both hosts would fail: a wildcard takes all addresses, that of IPv6 those of IPv4 as well. */
    public static boolean overlap(InetAddress one, InetAddress other) {
        return one.equals(other) || covers(one, other) || covers(other, one);
    }

    private static boolean covers(InetAddress wildcard, InetAddress other) {
        return wildcard.isAnyLocalAddress() && (wildcard instanceof Inet6Address || !(other instanceof Inet6Address));
    }
}
