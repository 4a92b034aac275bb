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
     * @param why whether the port is reserved at all
     */
    record DataUnclaimed(InetSocketAddress source, InetSocketAddress reached, Unclaimed why) implements HopFact {}

    /**
     * A connection was accepted and reset because its source may not reach this hop.
     *
     * @param source where from
     * @param reached the listener's address
     */
    record Rejected(InetSocketAddress source, InetSocketAddress reached) implements HopFact {}

    /**
     * A client got no session, but a reply that says why, or a reset where too many of those were under way.
     *
     * @param source the client
     * @param cause why
     */
    record SessionRefused(InetSocketAddress source, SessionRefusal cause) implements HopFact {}

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
     * A connection began with a PROXY header, or its client's bytes did.
     *
     * @param source where from
     * @param reached the listener's address
     * @param client whom the header names; the source itself if it names nobody, as a health check's
     */
    record HeaderAccepted(InetSocketAddress source, InetSocketAddress reached, InetSocketAddress client)
            implements HopFact {}

    /**
     * A connection was reset for its PROXY header, or for want of one.
     *
     * @param source where from
     * @param reached the listener's address
     * @param fault what was wrong
     * @param reason one line
     */
    record HeaderRejected(InetSocketAddress source, InetSocketAddress reached, HeaderFault fault, String reason)
            implements HopFact {}

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
     * @param forgotten whether {@link IdleForgotten} was told of it before
     */
    record RelayClosed(
            InetSocketAddress source,
            InetSocketAddress reached,
            InetSocketAddress target,
            long fromSource,
            long fromTarget,
            DataEnd end,
            Duration took,
            boolean forgotten)
            implements HopFact {}

    /**
     * Health checks changed their mind about a target.
     *
     * @param group its target group
     * @param target its address
     * @param health what it is now
     * @param reason why it is unhealthy, one line; empty if it is not, or nobody knows
     */
    record TargetHealthChanged(String group, HostPort target, TargetHealth health, String reason) implements HopFact {
        /** A change that speaks for itself. */
        public TargetHealthChanged(String group, HostPort target, TargetHealth health) {
            this(group, target, health, "");
        }
    }

    /**
     * A data connection came to another replica than its session's.
     *
     * @param side which of the two tells it
     * @param source the client; the other replica where no header named one
     * @param reached the data port's address; this replica's own for the others where no header named one
     * @param peer the other replica
     * @param result what became of it
     * @param reason one line, empty if all is well
     */
    record HandOver(
            HandOverSide side,
            InetSocketAddress source,
            InetSocketAddress reached,
            HostPort peer,
            HandOverResult result,
            String reason)
            implements HopFact {}

    /**
     * The hop accepts nothing new and waits for what is under way.
     *
     * @param left sessions or relayed connections that are open
     */
    record DrainBegun(int left) implements HopFact {}

    /**
     * A drain is over: nothing is open any more, or Passage waits no longer.
     *
     * @param left sessions or relayed connections that are still open, to be cut
     * @param took since the drain began
     */
    record DrainEnded(int left, Duration took) implements HopFact {}
}
