package io.github.passage.transport;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/** What {@code [::]} is: every address of the machine, and so 0.0.0.0 where that has no IPv6. */
final class EveryAddress {
    private static final InetAddress EVERY_V4 = InetAddress.ofLiteral("0.0.0.0");

    private EveryAddress() {}

    /** An address as this machine can bind it. */
    static InetSocketAddress here(InetSocketAddress wanted) {
        return isEvery(wanted) ? of(wanted, hasIpv6()) : wanted;
    }

    /** The same for a machine with IPv6 or without. */
    static InetSocketAddress of(InetSocketAddress wanted, boolean hasIpv6) {
        return isEvery(wanted) && !hasIpv6 ? new InetSocketAddress(EVERY_V4, wanted.getPort()) : wanted;
    }

    private static boolean isEvery(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address host && host.isAnyLocalAddress();
    }

    private static boolean hasIpv6() {
        try (ServerSocketChannel probe = ServerSocketChannel.open(StandardProtocolFamily.INET6)) {
            return probe.isOpen();
        } catch (UnsupportedOperationException | IOException none) {
            return false;
        }
    }
}
