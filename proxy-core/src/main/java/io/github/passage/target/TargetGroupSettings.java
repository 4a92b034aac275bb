package io.github.passage.target;

/**
 * A target group as one load balancer node sees it.
 *
 * @param name of the group, which also makes its choices differ from other groups'
 * @param zone the node's availability zone
 * @param crossZone whether the node uses targets of other zones too
 * @param stickiness whether connections of one client get one target
 * @param terminateAtDeregistration whether connections to a target are reset when its deregistration delay is over
 * @param terminateUnhealthy whether connections to a target that becomes unhealthy are reset, unless there is no other
 */
public record TargetGroupSettings(
        String name,
        String zone,
        boolean crossZone,
        Stickiness stickiness,
        boolean terminateAtDeregistration,
        boolean terminateUnhealthy) {}
