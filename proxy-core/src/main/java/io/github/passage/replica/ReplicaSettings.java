package io.github.passage.replica;

import io.github.passage.address.Cidr;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * One of several replicas behind one load balancer, which sends data connections to any of them.
 *
 * @param slots the largest number of replicas; the data ports are shared out among so many
 * @param ordinal the number of this one, from 0
 * @param peer where each replica is reached by the others
 * @param listen where this one is reached by the others
 * @param trusted from where they come; empty for anywhere, which takes {@code tls}
 * @param tls how they know each other; empty for plain connections
 */
public record ReplicaSettings(
        int slots, int ordinal, PeerAddress peer, InetSocketAddress listen, List<Cidr> trusted, Optional<PeerTls> tls) {
    /** Checks that not everybody may hand connections over. */
    public ReplicaSettings {
        trusted = List.copyOf(trusted);
        if (trusted.isEmpty() && tls.isEmpty()) {
            throw new IllegalArgumentException(
                    "replicas.trusted: nothing (expected: the networks of the other replicas, or replicas.tls)");
        }
    }
}
