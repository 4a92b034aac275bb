package io.github.passage.transport;

import io.github.passage.address.Cidr;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import java.net.Inet4Address;
import java.util.List;

/**
 * Makes the kernel drop what foreign sources send to a listener, without an answer, so that their connect times out as in a network
 * without a route. Linux and IPv4 only; needs no privilege.
 */
interface SilentDrop extends AutoCloseable {
    /**
     * The way that this kernel permits.
     *
     * @param networks the networks that are admitted, IPv4 only, 1 to 1,000
     */
    static SilentDrop admitting(List<Cidr> networks) {
        for (Cidr network : networks) {
            if (!(network.base() instanceof Inet4Address)) {
                throw new IllegalArgumentException(
                        network + " (expected: an IPv4 network, no other can be told apart)");
            }
        }
        return FilterDrop.isPermitted() ? FilterDrop.admitting(networks) : SignatureDrop.admitting(networks);
    }

    /** Sets the listener's options; its socket must be an IPv4 one. */
    void on(Bootstrap listener);

    /** Sets the options of a connection that stands: what comes on it is dropped too. */
    void on(Channel connection);

    /** Frees what the options needed; to be called when the listener is bound. */
    @Override
    void close();
}
