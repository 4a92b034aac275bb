package io.github.passage.target;

/**
 * Whether connections of one client get one target, within a target group
 * (<a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html">target group
 * attributes</a>, stickiness.type).
 */
public enum Stickiness {
    /** Each connection is on its own. */
    NONE,
    /** By source address: clients behind one NAT get one target. Another target group may choose another. */
    SOURCE_IP
}
