package io.github.passage.control;

import io.github.passage.ftp.PassiveReply;
import io.github.passage.ftp.ReplyLine;
import java.util.List;

/**
 * How far a session is on its way to a data connection.
 *
 * <pre>
 *  None ──227/229 begins──▶ Held ──its last line──▶ Reserving ──port reserved──▶ Offered ──client arrives──▶ None
 *                                                       └──no port: 425──▶ None     └──lapsed, replaced, ended──▶ None
 * </pre>
 */
sealed interface PassiveState {
    /** No passive reply is under way. */
    record None() implements PassiveState {}

    /**
     * A passive reply of several lines is being collected.
     *
     * @param lines so far
     */
    record Held(List<ReplyLine> lines) implements PassiveState {}

    /**
     * A data port was asked for.
     *
     * @param lines the server's whole reply
     * @param at which of the lines has the numbers
     * @param announced the numbers
     */
    record Reserving(List<ReplyLine> lines, int at, PassiveReply announced) implements PassiveState {}

    /**
     * A data port waits for the client.
     *
     * @param port the data port of this hop
     * @param announced what the server's reply said
     */
    record Offered(int port, PassiveReply announced) implements PassiveState {}
}
