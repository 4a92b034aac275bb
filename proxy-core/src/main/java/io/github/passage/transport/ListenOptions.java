package io.github.passage.transport;

import io.github.passage.address.Cidr;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where a listener stands.
 *
 * @param address address and port; port 0 lets the system choose
 * @param kind what its connections carry
 * @param silentlyAdmitted where not empty, connections from all other sources are dropped by the kernel without an answer;
 *     IPv4 only, needs epoll
 * @param place where the socket is opened
 */
public record ListenOptions(
        InetSocketAddress address, ConnectionKind kind, List<Cidr> silentlyAdmitted, SocketPlace place) {
    /** Copies the list. */
    public ListenOptions {
        silentlyAdmitted = List.copyOf(silentlyAdmitted);
    }

    /** A listener that everybody reaches. */
    public ListenOptions(InetSocketAddress address, ConnectionKind kind) {
        this(address, kind, List.of());
    }

    /** A listener in the process's own network. */
    public ListenOptions(InetSocketAddress address, ConnectionKind kind, List<Cidr> silentlyAdmitted) {
        this(address, kind, silentlyAdmitted, SocketPlace.HERE);
    }
}
