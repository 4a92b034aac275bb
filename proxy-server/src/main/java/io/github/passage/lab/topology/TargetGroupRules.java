package io.github.passage.lab.topology;

import java.time.Duration;

/**
 * Attributes of a target group
 * (<a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html">target group
 * attributes</a>).
 *
 * @param sticky whether {@code source_ip} stickiness is on
 * @param preserveClientIp whether targets see the client's address as the source
 * @param proxyHeader whether targets get a PROXY protocol v2 header, and when
 * @param healthCheck how targets are probed
 * @param deregistrationDelay how long a target that is taken out may go on with its connections, 0 s to 3,600 s
 * @param terminateAtDeregistration whether connections are closed when that time is over
 * @param terminateUnhealthy whether connections to a target that fails its health checks are reset
 */
public record TargetGroupRules(
        boolean sticky,
        boolean preserveClientIp,
        ProxyHeader proxyHeader,
        HealthCheckRules healthCheck,
        Duration deregistrationDelay,
        boolean terminateAtDeregistration,
        boolean terminateUnhealthy) {

    /** When a PROXY protocol v2 header is sent to the target. */
    public enum ProxyHeader {
        /** Never. */
        OFF,
        /** With the client's first bytes, as a load balancer does unless told otherwise. */
        FIRST_PAYLOAD,
        /** As soon as the connection stands. */
        AT_ONCE
    }

    /**
     * How targets are probed: a TCP connect and close.
     *
     * @param enabled whether they are; else every target counts as healthy
     * @param port the port to probe; 0 for the target group's own, the traffic port
     * @param interval between probes, 5 s to 300 s
     * @param timeout for one probe, 2 s to 120 s
     * @param healthyThreshold successes in a row that make a target healthy, 2 to 10
     * @param unhealthyThreshold failures in a row that make it unhealthy, 2 to 10
     */
    public record HealthCheckRules(
            boolean enabled,
            int port,
            Duration interval,
            Duration timeout,
            int healthyThreshold,
            int unhealthyThreshold) {}
}
