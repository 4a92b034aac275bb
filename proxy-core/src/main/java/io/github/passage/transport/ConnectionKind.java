package io.github.passage.transport;

/** What a connection carries, which decides its socket options. */
public enum ConnectionKind {
    /** Commands and replies: no delay, keepalive, urgent data in line. */
    CONTROL,
    /** Files and listings, or any relayed connection. */
    DATA
}
