package io.github.passage.lab.client.replay;

import io.github.passage.lab.client.AddressView;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The real addresses that stand for those of the cases. */
final class Ground {
    static final Inet4Address CLIENT = v4("127.77.1.1");

    private static final InetAddress SERVER = v4("127.77.0.1");
    private static final InetAddress SERVER_V6 = InetAddress.ofLiteral("::1");

    private Ground() {}

    /** Where the server of a case listens. */
    static InetAddress server(Case c) {
        return c.isIpv6() ? SERVER_V6 : SERVER;
    }

    /** Where the server of a case listens for IPv4. */
    static InetAddress serverV4() {
        return SERVER;
    }

    /** The real address of what a 227 announces. */
    static InetAddress real(Case.Place place) {
        return switch (place) {
            case NONE, OWN -> SERVER;
            case UNSPECIFIED, LOOPBACK -> InetAddress.ofLiteral(place.simulated());
            case OTHER_PUBLIC_LISTENS -> v4("127.77.0.2");
            case OTHER_PUBLIC_REFUSES -> v4("127.77.0.3");
            case OTHER_PUBLIC_DROPS -> v4("127.77.0.4");
            case PRIVATE_REFUSES -> v4("127.77.0.5");
            case PRIVATE_DROPS -> v4("127.77.0.6");
        };
    }

    /** What the client of a case takes these addresses for. */
    static AddressView view(Case c) {
        Map<InetAddress, InetAddress> simulated = new HashMap<>();
        for (Case.Place place : Case.Place.values()) {
            if (!place.simulated().isEmpty()) {
                simulated.put(real(place), InetAddress.ofLiteral(place.simulated()));
            }
        }
        simulated.put(SERVER, InetAddress.ofLiteral(c.isIpv6() ? "203.0.113.10" : c.control()));
        simulated.put(SERVER_V6, InetAddress.ofLiteral("2001:db8::10"));
        Map<InetAddress, InetAddress> real = new HashMap<>();
        simulated.forEach((here, there) -> real.put(there, here));
        return new AddressView() {
            @Override
            public InetAddress simulated(InetAddress address) {
                return simulated.getOrDefault(address, address);
            }

            @Override
            public Optional<InetAddress> real(InetAddress address) {
                return Optional.ofNullable(real.get(address));
            }
        };
    }

    private static Inet4Address v4(String literal) {
        return (Inet4Address) InetAddress.ofLiteral(literal);
    }
}
