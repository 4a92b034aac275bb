package io.github.passage.lab.predict;

import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.verdict.Cause;
import java.net.Inet4Address;
import java.util.Optional;

/** Where a connection comes to. */
public sealed interface Landing {

    /** It came to the server that waits for it. */
    record Met() implements Landing {}

    /**
     * It came to a server.
     *
     * @param server which one
     * @param endpoint at which of its addresses
     * @param source from where, as the server sees it
     */
    record AtServer(Server server, NetworkInterface endpoint, Inet4Address source) implements Landing {}

    /**
     * It is refused, or accepted by a hop and reset when that hop's target does not take it; a client cannot tell one from the other
     * before the first byte.
     *
     * @param at the hop or server that is to blame, empty for the client's own host and for hosts that are no hops
     */
    record Refused(Optional<NetworkInterface> at, Cause cause) implements Landing {}

    /** Nothing answers. */
    record Silent(Cause cause) implements Landing {}
}
