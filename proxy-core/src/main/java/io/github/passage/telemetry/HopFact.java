package io.github.passage.telemetry;

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
     * Accepting failed, for example for want of file descriptors; it pauses for a second.
     *
     * @param reason one line
     */
    record AcceptFailed(String reason) implements HopFact {}

    /**
     * A hop in relay mode joined a connection to its target.
     *
     * @param source where from
     * @param target where to
     */
    record Relayed(InetSocketAddress source, InetSocketAddress target) implements HopFact {}

    /**
     * A hop in relay mode could not reach its target and reset the connection.
     *
     * @param source where from
     * @param target where to
     * @param reason one line
     */
    record RelayTargetFailed(InetSocketAddress source, InetSocketAddress target, String reason) implements HopFact {}

    /**
     * A relayed connection ended.
     *
     * @param target where it led
     * @param fromSource bytes from the side that dialled
     * @param fromTarget bytes from the target
     * @param end how it ended
     * @param took how long it lasted
     */
    record RelayClosed(InetSocketAddress target, long fromSource, long fromTarget, DataEnd end, Duration took)
            implements HopFact {}
}
