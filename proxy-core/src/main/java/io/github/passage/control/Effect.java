package io.github.passage.control;

import io.github.passage.ftp.Command;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import java.util.OptionalInt;

/** What a transition wants done, in order. */
sealed interface Effect {
    /**
     * Sends a command to the server, byte for byte.
     *
     * @param command the command
     */
    record ToServer(Command command) implements Effect {}

    /**
     * Sends a line to the client.
     *
     * @param line the line
     */
    record ToClient(ReplyLine line) implements Effect {}

    /**
     * Leaves the server and tries another target; answered by {@link SessionEvent.TargetConnected} or
     * {@link SessionEvent.TargetFailed}.
     *
     * @param why what the server did in place of a greeting, in one line
     */
    record TryAnother(String why) implements Effect {}

    /** Tells the server that the client sent all that it ever will. */
    record CloseServerOutput() implements Effect {}

    /**
     * Reserves a data port; answered by {@link SessionEvent.PortReserved} or {@link SessionEvent.PortUnavailable}.
     *
     * @param exactly the only port that will do, empty for any
     */
    record ReservePort(OptionalInt exactly) implements Effect {}

    /**
     * Gives a reserved data port back.
     *
     * @param port the data port
     */
    record ReleasePort(int port) implements Effect {}

    /** Starts the reservation timer anew. */
    record AwaitData() implements Effect {}

    /**
     * Connects the data connection that has just arrived to the server.
     *
     * @param kind the passive reply that it answers
     * @param targetPort the server's data port, or empty for the same number as the port that the client reached
     */
    record JoinData(ReplyKind kind, OptionalInt targetPort) implements Effect {}

    /** Resets the data connection that has just arrived. */
    record RefuseData() implements Effect {}

    /** Cuts the data connections that still move bytes. */
    record CutData() implements Effect {}

    /** Starts the login timer anew. */
    record AwaitLogin() implements Effect {}

    /** Starts the last-words timer anew. */
    record AwaitLastWords() implements Effect {}

    /** Makes both control legs a plain relay and takes every data connection of this client. */
    record BecomeRelay() implements Effect {}

    /**
     * Closes both control connections after what was sent has left.
     *
     * @param end why
     */
    record End(SessionEnd end) implements Effect {}

    /**
     * Tells the telemetry listener.
     *
     * @param fact what
     */
    record Report(SessionFact fact) implements Effect {}
}
