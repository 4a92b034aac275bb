package io.github.passage.admin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnsupportedAddressTypeException;

/**
 * Binds a server of the JDK to what was asked for. Left alone it opens a socket of both families and takes 0.0.0.0 for every address of
 * both.
 */
final class AdminListener {
    /** ::ffff:0.0.0.0, every IPv4 address in the form of IPv6 (RFC 4291 section 2.5.5.2): a socket bound there has no IPv6 one. */
    private static final byte[] EVERY_V4_MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0};

    private AdminListener() {}

    /** Binds it; 0.0.0.0 is every IPv4 address of the machine, and :: every address. */
    static HttpServer bind(InetSocketAddress address, int backlog) throws IOException {
        InetAddress host = address.getAddress();
        if (!host.isAnyLocalAddress()) {
            return HttpServer.create(address, backlog);
        }
        InetAddress wanted = host instanceof Inet4Address ? everyV4() : host;
        try {
            return HttpServer.create(new InetSocketAddress(wanted, address.getPort()), backlog);
        } catch (SocketException e) {
            if (e.getCause() instanceof UnsupportedAddressTypeException) {
                // A machine without IPv6 has sockets of IPv4 only.
                return HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), address.getPort()), backlog);
            }
            throw e;
        }
    }

    /** As it is: the other ways of Java to make an address turn it into 0.0.0.0. */
    private static InetAddress everyV4() throws UnknownHostException {
        return Inet6Address.getByAddress(null, EVERY_V4_MAPPED, -1);
    }
}
