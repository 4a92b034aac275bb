package io.github.passage.control;

import io.github.passage.control.SessionEvent.ClientSent;
import io.github.passage.control.SessionEvent.ClientSentTooLong;
import io.github.passage.control.SessionEvent.ClosedByOperator;
import io.github.passage.control.SessionEvent.DataArrived;
import io.github.passage.control.SessionEvent.DataClosed;
import io.github.passage.control.SessionEvent.Drain;
import io.github.passage.control.SessionEvent.Gone;
import io.github.passage.control.SessionEvent.GraceOver;
import io.github.passage.control.SessionEvent.HalfClosed;
import io.github.passage.control.SessionEvent.PortReserved;
import io.github.passage.control.SessionEvent.PortUnavailable;
import io.github.passage.control.SessionEvent.ServerSent;
import io.github.passage.control.SessionEvent.ServerSentTooLong;
import io.github.passage.control.SessionEvent.Side;
import io.github.passage.control.SessionEvent.TargetConnected;
import io.github.passage.control.SessionEvent.TargetFailed;
import io.github.passage.control.SessionEvent.Timeout;
import io.github.passage.control.SessionState.Active;
import io.github.passage.control.SessionState.Connecting;
import io.github.passage.control.SessionState.Encrypted;
import io.github.passage.control.SessionState.Ended;
import io.github.passage.control.SessionState.Opening;
import io.github.passage.control.SessionState.Outlook;
import io.github.passage.ftp.Command;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.telemetry.SessionEnd;
import java.util.List;

/** The transition function of a session: pure, so that every branch is a row in a test table. */
final class SessionMachine {
    private final OpeningRules opening;
    private final CommandRules commands;
    private final ReplyRules replies;
    private final PassiveRules passive;

    SessionMachine(SessionRules rules) {
        this.passive = new PassiveRules(rules);
        this.commands = new CommandRules(rules);
        this.replies = new ReplyRules(rules, passive);
        this.opening = new OpeningRules(commands, replies);
    }

    /** The state at the client's arrival. */
    static SessionState initial() {
        return new Connecting(Opening.UNGREETED, false, List.of(), false);
    }

    /** The state when Passage has greeted the client and knows who it is. */
    static SessionState greeted() {
        return new Connecting(Opening.GREETED, false, List.of(), false);
    }

    /** What follows from an event. */
    Transition next(SessionState state, SessionEvent event) {
        return switch (state) {
            case Connecting connecting -> opening.next(connecting, event);
            case Active active -> EndRules.whenQuiet(active(active, event));
            case Encrypted encrypted -> encrypted(encrypted, event);
            case Ended ended -> ended(ended, event);
        };
    }

    private Transition active(Active state, SessionEvent event) {
        return switch (event) {
            case ClientSent sent
            when state.pending().isFlooded() ->
                EndRules.sayGoodbye(state, "Too many commands at once.", SessionEnd.PROTOCOL_ERROR);
            case ClientSentTooLong tooLong
            when state.pending().isFlooded() ->
                EndRules.sayGoodbye(state, "Too many commands at once.", SessionEnd.PROTOCOL_ERROR);
            case ClientSent(Command command) -> commands.clientSent(state, command);
            case ClientSentTooLong tooLong -> commands.tooLong(state);
            case ServerSent(ReplyLine line) -> replies.serverSent(state, line);
            case ServerSentTooLong tooLong ->
                EndRules.sayGoodbye(state, "The server's reply cannot be read.", SessionEnd.PROTOCOL_ERROR);
            case PortReserved(int port) -> passive.reserved(state, port);
            case PortUnavailable unavailable -> passive.unavailable(state);
            case DataArrived arrived -> passive.arrived(state, arrived);
            case DataClosed closed -> Transition.to(state.withTransfers(state.transfers() - 1));
            case HalfClosed(Side side) -> EndRules.halfClosed(state, side);
            case Gone gone -> EndRules.gone(state, gone);
            case Timeout(SessionEvent.SessionTimer timer) -> EndRules.timeout(state, timer);
            case Drain drain -> Transition.to(state.with(Outlook.DRAINING));
            case GraceOver over -> EndRules.drainNow(state);
            case ClosedByOperator closed -> EndRules.closeNow(state);
            case TargetConnected connected -> Transition.to(state);
            case TargetFailed failed -> Transition.to(state);
        };
    }

    private Transition encrypted(Encrypted state, SessionEvent event) {
        return switch (event) {
            case PortReserved(int port) -> Transition.to(state, new Effect.ReleasePort(port));
            case DataArrived arrived -> passive.arrivedUnseen(state, arrived);
            case DataClosed closed -> EndRules.awaitLastWords(new Encrypted(state.transfers() - 1, state.draining()));
            case Gone gone -> EndRules.gone(state, gone);
            case Timeout(SessionEvent.SessionTimer timer) -> EndRules.timeout(state, timer);
            case Drain drain -> EndRules.awaitLastWords(new Encrypted(state.transfers(), true));
            case GraceOver over -> EndRules.drainNow(state);
            case ClosedByOperator closed -> EndRules.closeNow(state);
            default -> Transition.to(state);
        };
    }

    private static Transition ended(Ended state, SessionEvent event) {
        return switch (event) {
            case DataClosed closed -> Transition.to(new Ended(state.end(), state.transfers() - 1));
            case PortReserved(int port) -> Transition.to(state, new Effect.ReleasePort(port));
            case DataArrived arrived -> Transition.to(state, new Effect.RefuseData());
            case GraceOver over -> Transition.to(state, new Effect.CutData());
            case ClosedByOperator closed -> Transition.to(state, new Effect.CutData());
            default -> Transition.to(state);
        };
    }
}
