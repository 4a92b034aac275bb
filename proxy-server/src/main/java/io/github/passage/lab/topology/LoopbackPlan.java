package io.github.passage.lab.topology;

import io.github.passage.address.Cidr;
import io.github.passage.address.IpLiteral;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Each network becomes a /16 of 127.0.0.0/8 in its order, with the same last two bytes: 127.1.0.0/16, 127.2.0.0/16 and so on. A program
 * on this machine comes from 127.0.0.1, which therefore stands for the first client, or for the router that it is behind.
 */
public final class LoopbackPlan implements AddressPlan {
    private static final int LARGEST = 16;
    private static final int HIDDEN = 200;
    private static final int GATES = 201;
    private static final Inet4Address PROGRAM = v4(0, 0, 1);

    private final Topology topology;
    private final int first;
    private final Map<String, Integer> blocks = new LinkedHashMap<>();

    /**
     * The plan of a topology.
     *
     * @throws IllegalArgumentException if a network is larger than a /16 of 127.0.0.0/8
     */
    public LoopbackPlan(Topology topology) {
        this(topology, 1);
    }

    /**
     * The plan of one of several topologies at the same time.
     *
     * @param first the block of its first network, from 1; the others follow, and no other topology may have them
     * @throws IllegalArgumentException if a network is larger than a /16 of 127.0.0.0/8
     */
    public LoopbackPlan(Topology topology, int first) {
        this.topology = topology;
        this.first = first;
        for (Network network : topology.networks()) {
            if (network.cidr().prefix() < LARGEST) {
                throw new IllegalArgumentException("networks." + network.name() + ".cidr: " + network.cidr()
                        + " (expected: a /16 or smaller, or --fabric netns)");
            }
            blocks.put(network.name(), first + blocks.size());
        }
    }

    @Override
    public Inet4Address real(String network, Inet4Address address) {
        if (isProgram(network, address)) {
            return PROGRAM;
        }
        // No address is translated here: a client behind a router stands at the router's outside address from the
        // start.
        return topology.clients().stream()
                .filter(client ->
                        client.network().equals(network) && client.address().equals(address))
                .findFirst()
                .flatMap(this::router)
                .map(router -> real(router.outside(), router.address()))
                .orElseGet(() -> mapped(network, address));
    }

    private boolean isProgram(String network, Inet4Address address) {
        Client client = topology.client();
        boolean itself = client.network().equals(network) && client.address().equals(address);
        boolean itsRouter = router().filter(router ->
                        router.outside().equals(network) && router.address().equals(address))
                .isPresent();
        return itself || itsRouter;
    }

    private Optional<Router> router() {
        return router(topology.client());
    }

    private Optional<Router> router(Client client) {
        return client.behind()
                .flatMap(name -> topology.routers().stream()
                        .filter(router -> router.name().equals(name))
                        .findFirst());
    }

    private Inet4Address mapped(String network, Inet4Address address) {
        byte[] octets = address.getAddress();
        return v4(blocks.getOrDefault(network, 0), octets[2], octets[3]);
    }

    @Override
    public List<Cidr> real(Cidr sources) {
        List<Cidr> real = new ArrayList<>();
        for (Network network : topology.networks()) {
            if (sources.contains(network.cidr().base())
                    && sources.prefix() <= network.cidr().prefix()) {
                real.add(mapped(network, network.cidr()));
            } else if (network.cidr().contains(sources.base())) {
                real.add(mapped(network, sources));
            }
        }
        if (sources.contains(seenClient())) {
            real.add(Cidr.of(PROGRAM));
        }
        return real;
    }

    private Cidr mapped(Network network, Cidr part) {
        return Cidr.around(mapped(network.name(), (Inet4Address) part.base()), Math.max(LARGEST, part.prefix()));
    }

    private Inet4Address seenClient() {
        return router().map(Router::address).orElse(topology.client().address());
    }

    @Override
    public Optional<Inet4Address> simulated(Inet4Address real) {
        if (real.equals(PROGRAM)) {
            return Optional.of(seenClient());
        }
        byte[] octets = real.getAddress();
        return topology.networks().stream()
                .filter(network -> octets[0] == 127 && blocks.getOrDefault(network.name(), 0) == (octets[1] & 0xFF))
                .map(network -> {
                    byte[] base = network.cidr().base().getAddress();
                    return IpLiteral.v4(new byte[] {base[0], base[1], octets[2], octets[3]});
                })
                .findFirst();
    }

    /** Where the server of an endpoint hides. */
    public Inet4Address hidden(NetworkInterface endpoint) {
        return numbered(HIDDEN, endpoint);
    }

    /** What can stand between an endpoint and its server. */
    public Inet4Address gate(NetworkInterface endpoint) {
        return numbered(GATES, endpoint);
    }

    private Inet4Address numbered(int block, NetworkInterface endpoint) {
        int number = topology.servers().stream()
                        .flatMap(server -> server.endpoints().stream())
                        .toList()
                        .indexOf(endpoint)
                + 1;
        return v4(block, first - 1 + (number >> 8), number);
    }

    private static Inet4Address v4(int second, int third, int fourth) {
        return IpLiteral.v4(new byte[] {127, (byte) second, (byte) third, (byte) fourth});
    }
}
