package io.github.passage.passive;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What is known of the client of a session, and of the address by which it came.
 *
 * @param client the client's address: the one that the PROXY header names, without a header the source of the connection
 * @param reached the address at which the control connection arrived; the client's own view of it only if nothing stands between
 * @param node the destination that the PROXY header names: the load balancer node that the client reached; empty without a header
 * @param endpointId the VPC endpoint that the PROXY header names, as {@code vpce-0123456789abcdef0}; empty without one
 */
public record ClientView(
        InetAddress client, InetAddress reached, Optional<InetAddress> node, Optional<String> endpointId) {
    /** A client that came without a PROXY header. */
    public static ClientView direct(InetAddress client, InetAddress reached) {
        return new ClientView(client, reached, Optional.empty(), Optional.empty());
    }
}
