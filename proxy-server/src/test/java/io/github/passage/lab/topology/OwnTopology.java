package io.github.passage.lab.topology;

import io.github.passage.address.Cidr;
import io.github.passage.address.IpLiteral;
import io.github.passage.lab.topology.Topology.ClientPlace;
import java.net.Inet4Address;
import java.util.List;

/** A PrivateLink path on addresses that no shipped topology uses, so that tests and labs can run side by side. */
public final class OwnTopology {
    public static final Inet4Address CLIENT = v4("127.71.0.5");
    public static final Inet4Address ENDPOINT = v4("127.71.0.10");
    public static final Inet4Address NLB = v4("127.72.0.20");
    public static final Inet4Address TRANSFER = v4("127.72.1.46");
    public static final Inet4Address SERVER = v4("127.73.0.46");

    private static final Vpc CONSUMER = new Vpc("consumer VPC", Cidr.parse("127.71.0.0/16"));
    private static final Vpc PROVIDER = new Vpc("provider VPC", Cidr.parse("127.72.0.0/16"));

    private OwnTopology() {}

    public static Topology privateLink() {
        return new Topology(
                "own",
                "A client reaches the server through a VPC endpoint and a load balancer.",
                new ClientPlace("a subnet of the consumer VPC", CLIENT),
                List.of(vpcEndpoint(), nlbNode(), transferEndpoint()),
                SERVER);
    }

    public static TopologyHop vpcEndpoint() {
        return new TopologyHop(HopRole.VPC_ENDPOINT, CONSUMER, ENDPOINT, List.of(CONSUMER.network()));
    }

    public static TopologyHop nlbNode() {
        return new TopologyHop(HopRole.NLB_NODE, PROVIDER, NLB, List.of(Cidr.of(ENDPOINT), PROVIDER.network()));
    }

    public static TopologyHop transferEndpoint() {
        return new TopologyHop(HopRole.TRANSFER_ENDPOINT, PROVIDER, TRANSFER, List.of(PROVIDER.network()));
    }

    public static Inet4Address v4(String text) {
        return IpLiteral.parseV4(text).orElseThrow();
    }
}
