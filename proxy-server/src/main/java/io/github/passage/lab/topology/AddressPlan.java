package io.github.passage.lab.topology;

import io.github.passage.address.Cidr;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;

/** Which real address stands for a simulated one, and back. */
public interface AddressPlan {
    /**
     * The real address.
     *
     * @param network the network that the simulated address belongs to
     * @param address the simulated address
     */
    Inet4Address real(String network, Inet4Address address);

    /** The real sources that stand for those of a simulated network or a part or a union of them. */
    List<Cidr> real(Cidr sources);

    /** The simulated address that a real one stands for, if it stands for any. */
    Optional<Inet4Address> simulated(Inet4Address real);

    /** Simulated addresses are the real ones. */
    AddressPlan IDENTITY = new AddressPlan() {
        @Override
        public Inet4Address real(String network, Inet4Address address) {
            return address;
        }

        @Override
        public List<Cidr> real(Cidr sources) {
            return List.of(sources);
        }

        @Override
        public Optional<Inet4Address> simulated(Inet4Address real) {
            return Optional.of(real);
        }
    };
}
