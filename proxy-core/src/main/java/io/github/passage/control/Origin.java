package io.github.passage.control;

import io.github.passage.passive.ClientView;
import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Placement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a session comes from.
 *
 * @param peer the source of its control connection
 * @param here the address that the connection reached
 * @param header what its PROXY header says, empty without one
 * @param placement when headers come
 */
record Origin(InetSocketAddress peer, InetSocketAddress here, Optional<ProxyHeader> header, Placement placement) {
    /** The client itself. */
    InetSocketAddress client() {
        return header.map(ProxyHeader::source).orElse(peer);
    }

    /** The address that the client itself reached. */
    InetSocketAddress reached() {
        return header.map(ProxyHeader::destination).orElse(here);
    }

    /**
     * Whose data connections are the session's. A header that comes with the first bytes comes too late to find a session by, or
     * never, so then it is the peer's: the load balancer node's, all of whose sessions share the data ports.
     */
    InetAddress dataSource() {
        return (placement == Placement.LATE ? peer : client()).getAddress();
    }

    ClientView view() {
        return new ClientView(
                client().getAddress(),
                here.getAddress(),
                header.map(found -> found.destination().getAddress()),
                header.flatMap(ProxyHeader::endpointId));
    }

    /** The header that the server gets on the control connection, if it gets one. */
    ProxyHeader sent() {
        return new ProxyHeader(client(), reached(), header.flatMap(ProxyHeader::endpointId));
    }

    /**
     * The header that the server gets on a data connection, if it gets one.
     *
     * @param source what is known of where the data connection came from
     * @param to the data port's address
     */
    ProxyHeader sent(InetSocketAddress source, InetSocketAddress to) {
        // Without a header of its own, a load balancer's data connection tells of the client no more than its port.
        InetSocketAddress from = header.isPresent() && placement == Placement.LATE
                ? new InetSocketAddress(client().getAddress(), source.getPort())
                : source;
        InetSocketAddress destination =
                header.isPresent() ? new InetSocketAddress(reached().getAddress(), to.getPort()) : to;
        return new ProxyHeader(from, destination, header.flatMap(ProxyHeader::endpointId));
    }
}
