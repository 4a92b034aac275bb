package io.github.passage.control;

import io.github.passage.ftp.Command;
import io.github.passage.ftp.ReplyLine;
import java.net.InetSocketAddress;
import java.time.Duration;

/** What can happen to a session. */
sealed interface SessionEvent {
    /**
     * The target's control connection stands.
     *
     * @param another whether another target can be tried if this one takes no session
     */
    record TargetConnected(boolean another) implements SessionEvent {}

    /** The target's control connection failed, and no other target is tried. */
    record TargetFailed() implements SessionEvent {}

    /**
     * The client sent a command.
     *
     * @param command the command
     */
    record ClientSent(Command command) implements SessionEvent {}

    /** The client sent a line over the limit; its bytes are gone. */
    record ClientSentTooLong() implements SessionEvent {}

    /**
     * The server sent a line of a reply.
     *
     * @param line the line
     */
    record ServerSent(ReplyLine line) implements SessionEvent {}

    /** The server sent a line over the limit; its bytes are gone. */
    record ServerSentTooLong() implements SessionEvent {}

    /**
     * The data port asked for is reserved.
     *
     * @param port the data port
     */
    record PortReserved(int port) implements SessionEvent {}

    /** No data port could be reserved. */
    record PortUnavailable() implements SessionEvent {}

    /**
     * The client's data connection came.
     *
     * @param source where from
     * @param reached the address that it reached
     * @param foreign whether the source is not the client's control address
     * @param waited since the last passive reply went to the client
     */
    record DataArrived(InetSocketAddress source, InetSocketAddress reached, boolean foreign, Duration waited)
            implements SessionEvent {}

    /** A data connection that had arrived is closed, for whatever reason. */
    record DataClosed() implements SessionEvent {}

    /**
     * A leg sent all that it ever will.
     *
     * @param side which
     */
    record HalfClosed(Side side) implements SessionEvent {}

    /**
     * A leg is gone.
     *
     * @param side which
     * @param reset whether by a reset rather than in order
     */
    record Gone(Side side, boolean reset) implements SessionEvent {}

    /**
     * A timer ran out.
     *
     * @param timer which
     */
    record Timeout(SessionTimer timer) implements SessionEvent {}

    /** Passage wants to stop: end as soon as quiet. */
    record Drain() implements SessionEvent {}

    /** Passage stops now. */
    record GraceOver() implements SessionEvent {}

    /** An operator wants the session to end now. */
    record ClosedByOperator() implements SessionEvent {}

    /** The two ends of a session. */
    enum Side {
        /** The client's leg. */
        CLIENT,
        /** The server's leg. */
        SERVER
    }

    /** The timers of a session. */
    enum SessionTimer {
        /** From the client's arrival to the login. */
        LOGIN,
        /** Since the last byte on the control connection or the end of the last transfer. */
        CONTROL_IDLE,
        /** From a passive reply to the client's data connection. */
        RESERVATION,
        /** From the end of the last transfer of a draining session whose replies are encrypted. */
        LAST_WORDS
    }
}
