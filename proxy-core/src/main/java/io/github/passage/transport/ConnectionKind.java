package io.github.passage.transport;

/** What a connection carries, which decides its socket options. */
public enum ConnectionKind {
    /** Commands and replies: no delay, keepalive, an end to what nobody acknowledges, urgent data in line. */
    CONTROL,
    /** Files and listings: keepalive, large reads. */
    DATA,
    /** What a load balancer passes on, which sends no keepalive of its own; large reads. */
    RELAYED
}
