package io.github.passage.lab.client;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What a client takes real addresses for. Clients decide by whether an address is public, so on a fabric where addresses only stand
 * for others they must see those others.
 */
public interface AddressView {
    /** What the client takes a real address for, which it was told or connected to; the address itself if it stands for no other. */
    InetAddress simulated(InetAddress real);

    /** Where a packet to this address really goes; empty if to nowhere, so that nothing answers. */
    Optional<InetAddress> real(InetAddress simulated);

    /** Addresses are what they are. */
    AddressView IDENTITY = new AddressView() {
        @Override
        public InetAddress simulated(InetAddress real) {
            return real;
        }

        @Override
        public Optional<InetAddress> real(InetAddress simulated) {
            return Optional.of(simulated);
        }
    };
}
