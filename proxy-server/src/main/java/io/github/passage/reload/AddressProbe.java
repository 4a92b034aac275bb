package io.github.passage.reload;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;

/** Whether an address can be listened on, found out by a socket that is bound and does not listen, so that nobody can come. */
final class AddressProbe {
    private AddressProbe() {}

    /** Whether it looks so; the system may think otherwise when it is listened on. */
    static boolean looksFree(InetSocketAddress address) {
        StandardProtocolFamily family = address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
        try (SocketChannel probe = SocketChannel.open(family)) {
            // Connections that are closed already are in nobody's way.
            probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            probe.bind(address);
            return true;
        } catch (IOException | UnresolvedAddressException taken) {
            return false;
        } catch (UnsupportedOperationException noIpv6) {
            // What is listened on then is another address, and only the system can say whether it is free.
            return true;
        }
    }
}
