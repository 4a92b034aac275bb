package io.github.passage.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection to be made.
 *
 * @param to where to; an unresolved name is looked up without blocking
 * @param from the local address to dial from, port 0 for any; null leaves both to the system
 * @param timeout how long to try, above zero
 * @param kind what the connection will carry
 * @param place where the socket is opened; if it takes foreign addresses, {@code from} may be any
 */
public record DialRequest(
        InetSocketAddress to,
        @Nullable InetSocketAddress from,
        Duration timeout,
        ConnectionKind kind,
        SocketPlace place) {
    /** A connection from the process's own network. */
    public DialRequest(InetSocketAddress to, @Nullable InetSocketAddress from, Duration timeout, ConnectionKind kind) {
        this(to, from, timeout, kind, SocketPlace.HERE);
    }
}
