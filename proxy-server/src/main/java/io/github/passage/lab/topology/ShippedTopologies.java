package io.github.passage.lab.topology;

import io.github.passage.address.Cidr;
import io.github.passage.address.IpLiteral;
import io.github.passage.lab.topology.Topology.ClientPlace;
import java.net.Inet4Address;
import java.util.List;
import java.util.stream.Collectors;

/** The topologies that ship, on the loopback fabric's addresses: each VPC is a /16 of 127.0.0.0/8. */
public final class ShippedTopologies {
    private static final Vpc CONSUMER = new Vpc("consumer VPC", Cidr.parse("127.1.0.0/16"));
    private static final Vpc PROVIDER = new Vpc("provider VPC", Cidr.parse("127.2.0.0/16"));
    private static final Inet4Address CLIENT = v4("127.0.0.1");
    private static final Inet4Address ENDPOINT = v4("127.1.0.10");
    private static final Inet4Address NLB = v4("127.2.0.20");
    private static final Inet4Address TRANSFER = v4("127.2.1.46");
    private static final Inet4Address SERVER = v4("127.3.0.46");

    private ShippedTopologies() {}

    /**
     * The topology of that name.
     *
     * @throws IllegalArgumentException naming those that exist
     */
    public static Topology named(String name) {
        return all().stream()
                .filter(topology -> topology.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" (expected: one of "
                        + all().stream().map(Topology::name).collect(Collectors.joining(", ")) + ")"));
    }

    /** All, simplest first. */
    public static List<Topology> all() {
        return List.of(direct(), nlb(), privateLink());
    }

    private static Topology direct() {
        return new Topology(
                "direct",
                "A client in the server's own VPC reaches the Transfer endpoint itself.",
                new ClientPlace("a subnet of the provider VPC", CLIENT),
                List.of(new TopologyHop(
                        HopRole.TRANSFER_ENDPOINT, PROVIDER, TRANSFER, List.of(Cidr.of(CLIENT), PROVIDER.network()))),
                SERVER);
    }

    private static Topology nlb() {
        return new Topology(
                "nlb",
                "A client reaches the server through a network load balancer; the endpoint's security group admits the load"
                        + " balancer only.",
                new ClientPlace("a network that is routed to the load balancer", CLIENT),
                List.of(
                        new TopologyHop(HopRole.NLB_NODE, PROVIDER, NLB, List.of(Cidr.of(CLIENT), PROVIDER.network())),
                        new TopologyHop(HopRole.TRANSFER_ENDPOINT, PROVIDER, TRANSFER, List.of(Cidr.of(NLB)))),
                SERVER);
    }

    private static Topology privateLink() {
        return new Topology(
                "privatelink",
                "A client in another account's VPC reaches the server through a VPC endpoint (PrivateLink) and a network load"
                        + " balancer.",
                new ClientPlace("a subnet of the consumer VPC", CLIENT),
                List.of(
                        new TopologyHop(
                                HopRole.VPC_ENDPOINT, CONSUMER, ENDPOINT, List.of(Cidr.of(CLIENT), CONSUMER.network())),
                        new TopologyHop(
                                HopRole.NLB_NODE, PROVIDER, NLB, List.of(Cidr.of(ENDPOINT), PROVIDER.network())),
                        new TopologyHop(HopRole.TRANSFER_ENDPOINT, PROVIDER, TRANSFER, List.of(PROVIDER.network()))),
                SERVER);
    }

    private static Inet4Address v4(String text) {
        return IpLiteral.parseV4(text).orElseThrow();
    }
}
