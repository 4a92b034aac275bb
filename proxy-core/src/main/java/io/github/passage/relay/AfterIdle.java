package io.github.passage.relay;

/** What becomes of a relayed connection when no byte has moved for the idle timeout. */
public enum AfterIdle {
    /** Both sides are reset at once. */
    END,
    /**
     * It is forgotten: nothing is sent, and whoever sends later gets a reset
     * (<a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html">Network Load
     * Balancers</a>, connection idle timeout).
     */
    RESET,
    /**
     * It is forgotten: nothing is sent, and nothing that comes later is answered
     * (<a href="https://aws.amazon.com/blogs/networking-and-content-delivery/implementing-long-running-tcp-connections-within-vpc-networking/">Implementing
     * long-running TCP connections within VPC networking</a>).
     */
    SILENCE
}
