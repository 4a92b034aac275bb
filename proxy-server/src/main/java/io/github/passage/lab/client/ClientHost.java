package io.github.passage.lab.client;

import io.github.passage.transport.SocketPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The host that a scripted client runs on.
 *
 * @param place where its sockets are opened
 * @param address its real address, which connections come from
 * @param nameServer where it asks for names, empty if the lab has no DNS server
 */
public record ClientHost(SocketPlace place, Inet4Address address, Optional<InetSocketAddress> nameServer) {
    /** The same host by another of its addresses, as behind a pool of NAT addresses. */
    public ClientHost at(Inet4Address other) {
        return new ClientHost(place, other, nameServer);
    }

    /**
     * Looks a name up in DNS, without any cache.
     *
     * @param patience how long to wait for the answer
     * @return the addresses in the order of the answer
     * @throws java.net.UnknownHostException if there is no such name, or no DNS server
     */
    public List<Inet4Address> lookUp(String name, Duration patience) throws IOException {
        InetSocketAddress server = nameServer.orElseThrow(() -> new UnknownHostException(name));
        try (DatagramSocket socket = place.open(this::datagrams)) {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            return NameQuery.ask(socket, server, name);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private DatagramSocket datagrams() {
        try {
            return new DatagramSocket(new InetSocketAddress(address, 0));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An unconnected socket of this host.
     *
     * @param towards what it will be connected to; an IPv6 connection comes from the address that the system chooses
     */
    Socket socket(InetAddress towards) throws IOException {
        try {
            return place.open(() -> bound(towards));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Connects.
     *
     * @param to a real address
     * @param patience how long to try, and later how long to wait for each byte
     */
    public Socket dial(InetSocketAddress to, Duration patience) throws IOException {
        Socket socket = socket(to.getAddress());
        try {
            int millis = Math.toIntExact(patience.toMillis());
            socket.connect(to, millis);
            socket.setSoTimeout(millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A socket that listens on this host, for one connection. */
    ServerSocket listen(InetAddress local) throws IOException {
        try {
            return place.open(() -> listening(local));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether a connection failed since somebody refused or reset it, rather than for want of an answer or a route. */
    static boolean isRefusal(IOException failed) {
        // The kernel's own timeout and missing routes come as exceptions of several classes. From a loopback address an
        // outer one
        // is an invalid argument.
        String message = String.valueOf(failed.getMessage());
        return !(failed instanceof SocketTimeoutException || failed instanceof NoRouteToHostException)
                && Stream.of("timed out", "unreachable", "Invalid argument").noneMatch(message::contains);
    }

    private static ServerSocket listening(InetAddress local) {
        try {
            return new ServerSocket(0, 1, local);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket bound(InetAddress towards) {
        try {
            Socket socket = new Socket();
            if (towards instanceof Inet4Address) {
                socket.bind(new InetSocketAddress(address, 0));
            } else {
                // Else the system makes the socket on connect, when the thread is no longer in the host's place.
                socket.bind(new InetSocketAddress("::", 0));
            }
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
