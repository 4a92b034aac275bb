package io.github.passage.lab.dns;

import io.github.passage.lab.topology.LoadBalancer;
import io.github.passage.lab.topology.VpcEndpoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names in the form that AWS gives them
 * (<a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#dns-name">load balancers</a>,
 * <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html">endpoint services</a>). AWS draws ids at
 * random; here they follow from the topology, so that a name stays the same from one lab to the next.
 */
final class AwsNames {
    private static final String SUFFIX = ".us-east-1";
    private static final int LOAD_BALANCER_DIGITS = 16;
    private static final int SERVICE_DIGITS = 17;

    private AwsNames() {}

    /** The name of all zones. */
    static String of(LoadBalancer balancer) {
        return balancer.name() + "-" + id("load balancer", balancer, LOAD_BALANCER_DIGITS) + ".elb" + SUFFIX
                + ".amazonaws.com";
    }

    /** The name of one zone. */
    static String of(LoadBalancer balancer, String zone) {
        return zone + "." + of(balancer);
    }

    /** The name of all zones. */
    static String of(VpcEndpoint endpoint, LoadBalancer service) {
        return endpoint.id() + "." + vpce(service);
    }

    /** The name of one zone. */
    static String of(VpcEndpoint endpoint, LoadBalancer service, String zone) {
        return endpoint.id() + "-" + zone + "." + vpce(service);
    }

    private static String vpce(LoadBalancer service) {
        return "vpce-svc-" + id("endpoint service", service, SERVICE_DIGITS) + SUFFIX + ".vpce.amazonaws.com";
    }

    private static String id(String kind, LoadBalancer balancer, int digits) {
        String seed = kind + " " + balancer.name() + " "
                + balancer.nodes().getFirst().address().getHostAddress();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
