package io.github.passage.lab.topology;

import java.util.List;

/**
 * An interface endpoint: PrivateLink's network interfaces in the consumer's VPC, each pinned to the load balancer node of its zone
 * (<a href="https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html">Create a service powered by AWS
 * PrivateLink</a>).
 *
 * @param name in files and flags
 * @param id for example {@code vpce-0123456789abcdef0}, as the PROXY header and DNS names carry it
 * @param service the load balancer that it leads to
 * @param interfaces one for each zone
 */
public record VpcEndpoint(String name, String id, String service, List<NetworkInterface> interfaces) {
    /** Copies the list. */
    public VpcEndpoint {
        interfaces = List.copyOf(interfaces);
    }
}
