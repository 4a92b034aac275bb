package io.github.passage.lab.live;

import java.util.List;
import java.util.Map;

/**
 * A topology and its state, with addresses as text: {@code simulated} is the address in AWS's words, {@code real} what programs on
 * this machine dial.
 *
 * @param topology its name
 * @param summary one sentence
 * @param fabric {@code loopback} or {@code netns}
 * @param timeScale how many times faster than in the field timers run
 * @param clients where clients stand
 * @param hops everything that listens, client side first
 * @param loadBalancers load balancers with their targets' health
 * @param servers servers with their state
 * @param names DNS names with the real addresses that they stand for now, what clients dial first comes first
 */
public record LabView(
        String topology,
        String summary,
        String fabric,
        double timeScale,
        List<ClientView> clients,
        List<HopView> hops,
        List<LoadBalancerView> loadBalancers,
        List<ServerView> servers,
        Map<String, List<String>> names) {

    /**
     * A client's place.
     *
     * @param name for {@code passage lab exec}
     * @param network where it is
     * @param simulated its address
     * @param real its address on this machine
     */
    public record ClientView(String name, String network, String simulated, String real) {}

    /**
     * A hop.
     *
     * @param name unique
     * @param role for example {@code vpc-endpoint}, {@code nlb-node}, {@code transfer-endpoint}, {@code router}
     * @param network where it is
     * @param zone its availability zone, empty outside zones
     * @param simulated its address
     * @param real its address on this machine
     * @param controlPort its control port
     * @param rewrite the passive address policy; {@code keep} in relay mode
     * @param up whether it answers
     */
    public record HopView(
            String name,
            String role,
            String network,
            String zone,
            String simulated,
            String real,
            int controlPort,
            String rewrite,
            boolean up) {}

    /**
     * A load balancer.
     *
     * @param name unique
     * @param healthChecks the probed port by group: {@code off}, {@code traffic-port} or a number
     * @param targets by server endpoint name: {@code healthy}, {@code unhealthy}, {@code draining} or {@code unused}
     */
    public record LoadBalancerView(String name, Map<String, String> healthChecks, Map<String, String> targets) {}

    /**
     * A server.
     *
     * @param name unique
     * @param state OFFLINE, STARTING, ONLINE or STOPPING
     * @param passiveIp the setting
     * @param passiveIpInUse what it announces now, which differs until it is stopped and started
     */
    public record ServerView(String name, String state, String passiveIp, String passiveIpInUse) {}
}
