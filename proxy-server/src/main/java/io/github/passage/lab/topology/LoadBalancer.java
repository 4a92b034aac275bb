package io.github.passage.lab.topology;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A network load balancer, or a Kubernetes node port, which differs in words only.
 *
 * @param name in files and flags
 * @param kind what it is
 * @param nodes its addresses, one for each zone: where it listens
 * @param privateAddresses for an internet-facing one by node name, the address that a node dials targets from; a node that is not in
 *     it dials from the address that it listens at
 * @param targets names of servers or of single server endpoints; a server stands for all of its endpoints
 * @param crossZone whether a node also uses targets of other zones; off unless told otherwise
 * @param idle when a connection without traffic is forgotten: 60 s to 6,000 s, 350 s unless told otherwise
 *     (<a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html">idle timeout</a>)
 * @param afterIdle what becomes of bytes that come later
 * @param control rules of the control port's target group
 * @param data rules of each data port's target group
 */
public record LoadBalancer(
        String name,
        Kind kind,
        List<NetworkInterface> nodes,
        Map<String, PrivateSide> privateAddresses,
        List<String> targets,
        boolean crossZone,
        Duration idle,
        AfterIdle afterIdle,
        TargetGroupRules control,
        TargetGroupRules data) {
    /** Copies the collections. */
    public LoadBalancer {
        nodes = List.copyOf(nodes);
        privateAddresses = Map.copyOf(privateAddresses);
        targets = List.copyOf(targets);
    }

    /**
     * Where an internet-facing node stands inside.
     *
     * @param network the targets' network
     * @param address its private address there
     */
    public record PrivateSide(String network, Inet4Address address) {}

    /** What a load balancer is. */
    public enum Kind {
        /** AWS Network Load Balancer. */
        NLB,
        /** A Kubernetes node port: any pod, whatever node. */
        NODE_PORT
    }

    /** What becomes of bytes that come after a connection was forgotten; AWS's documents tell both. */
    public enum AfterIdle {
        /** Whoever sends gets a reset (Network Load Balancers user guide). */
        RESET,
        /** Nothing answers (AWS networking blog, long-running TCP connections). */
        SILENCE
    }
}
