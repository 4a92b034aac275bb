package io.github.passage.telemetry;

import io.github.passage.address.HostPort;
import java.net.InetSocketAddress;
import java.time.Duration;

/** What can happen at a hop outside any session. */
public sealed interface HopFact {
    /**
     * A connection came to a data port where nothing is reserved for its source; it was closed at once.
     *
     * @param source where from
     * @param reached the data port's address
     */
    record DataUnclaimed(InetSocketAddress source, InetSocketAddress reached) implements HopFact {}

    /**
     * A connection was accepted and reset because its source may not reach this hop.
     *
     * @param source where from
     * @param reached the listener's address
     */
    record Rejected(InetSocketAddress source, InetSocketAddress reached) implements HopFact {}

    /**
     * Accepting failed at a listener for an unforeseen reason; that listener pauses for a second. For want of file descriptors or
     * memory all pause, see {@link ProcessFact.AcceptPaused}.
     *
     * @param reason one line
     */
    record AcceptFailed(String reason) implements HopFact {}

    /**
     * A hop in relay mode joined a connection to its target.
     *
     * @param source where from
     * @param reached the listener's address
     * @param target where to
     */
    record Relayed(InetSocketAddress source, InetSocketAddress reached, InetSocketAddress target) implements HopFact {}

    /**
     * A hop in relay mode could not reach its target and reset the connection.
     *
     * @param source where from
     * @param reached the listener's address
     * @param target where to
     * @param reason one line
     */
    record RelayTargetFailed(
            InetSocketAddress source, InetSocketAddress reached, InetSocketAddress target, String reason)
            implements HopFact {}

    /**
     * A hop in relay mode had no target for a connection and reset it.
     *
     * @param source where from
     * @param reached the listener's address
     */
    record NoTarget(InetSocketAddress source, InetSocketAddress reached) implements HopFact {}

    /**
     * A relayed connection was idle for too long and is forgotten; its sides have not been told.
     *
     * @param source where from
     * @param reached the listener's address
     * @param target where it led
     */
    record IdleForgotten(InetSocketAddress source, InetSocketAddress reached, InetSocketAddress target)
            implements HopFact {}

    /**
     * A connection that had to begin with a PROXY header did not, and was reset.
     *
     * @param source where from
     * @param reached the listener's address
     * @param reason one line
     */
    record HeaderRejected(InetSocketAddress source, InetSocketAddress reached, String reason) implements HopFact {}

    /**
     * A relayed connection ended.
     *
     * @param source where from
     * @param reached the listener's address
     * @param target where it led
     * @param fromSource bytes from the side that dialled
     * @param fromTarget bytes from the target
     * @param end how it ended
     * @param took how long it lasted
     */
    record RelayClosed(
            InetSocketAddress source,
            InetSocketAddress reached,
            InetSocketAddress target,
            long fromSource,
            long fromTarget,
            DataEnd end,
            Duration took)
            implements HopFact {}

    /**
     * Health checks changed their mind about a target.
     *
     * @param group its target group
     * @param target its address
     * @param health what it is now
     */
    record TargetHealthChanged(String group, HostPort target, TargetHealth health) implements HopFact {}
}
