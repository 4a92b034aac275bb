package io.github.passage.control;

import io.github.passage.control.SessionEvent.ClientSent;
import io.github.passage.control.SessionEvent.ClosedByOperator;
import io.github.passage.control.SessionEvent.Drain;
import io.github.passage.control.SessionEvent.Gone;
import io.github.passage.control.SessionEvent.GraceOver;
import io.github.passage.control.SessionEvent.HalfClosed;
import io.github.passage.control.SessionEvent.ServerSent;
import io.github.passage.control.SessionEvent.ServerSentTooLong;
import io.github.passage.control.SessionEvent.Side;
import io.github.passage.control.SessionEvent.TargetConnected;
import io.github.passage.control.SessionEvent.TargetFailed;
import io.github.passage.control.SessionEvent.Timeout;
import io.github.passage.control.SessionState.Active;
import io.github.passage.control.SessionState.Connecting;
import io.github.passage.control.SessionState.Login;
import io.github.passage.control.SessionState.Opening;
import io.github.passage.control.SessionState.Outlook;
import io.github.passage.ftp.Command;
import io.github.passage.ftp.CommandForm;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import java.util.ArrayList;
import java.util.List;

/**
 * How sessions begin. Where Passage has greeted the client itself, what the client sends waits until the server has greeted too:
 * that greeting is swallowed, or a refusal in its place is the client's answer. While another target could be tried, a server that
 * says that it takes no session, or ends the connection before it greets, is left for that one, and the client sees nothing of it.
 */
final class OpeningRules {
    private static final int REFUSAL = 400;

    /** Service not available, closing control connection (RFC 959 section 5.4): what servers that are full greet with. */
    private static final int NOT_AVAILABLE = 421;

    private final CommandRules commands;
    private final ReplyRules replies;

    OpeningRules(CommandRules commands, ReplyRules replies) {
        this.commands = commands;
        this.replies = replies;
    }

    Transition next(Connecting state, SessionEvent event) {
        boolean connected = state.opening().isConnected();
        return switch (event) {
            case TargetConnected(boolean another)
            when !connected ->
                state.opening() == Opening.UNGREETED && !another
                        ? begin(state, new Login.AwaitingGreeting(""), new Transition.Effects())
                        : Transition.to(state.connected(another));
            case TargetFailed failed ->
                EndRules.sayGoodbye(state, "Service not available, try later.", SessionEnd.TARGET_UNREACHABLE);
            case ServerSent(ReplyLine line) when connected -> serverSent(state, line);
            case ServerSentTooLong tooLong
            when connected ->
                EndRules.sayGoodbye(state, "The server's reply cannot be read.", SessionEnd.PROTOCOL_ERROR);
            case ClientSent(Command command) when command.form() == CommandForm.EMPTY -> Transition.to(state);
            case ClientSent sent
            when state.early().size() >= Pending.MOST ->
                EndRules.sayGoodbye(state, "Too many commands at once.", SessionEnd.PROTOCOL_ERROR);
            case ClientSent(Command command) -> {
                List<Command> early = new ArrayList<>(state.early());
                early.add(command);
                yield Transition.to(state.with(List.copyOf(early)));
            }
            case HalfClosed(Side side) when side == Side.SERVER && connected -> lost(state, false);
            case HalfClosed(Side side) when side == Side.CLIENT -> Transition.to(state.clientEnded());
            case Gone(Side side, boolean reset) when side == Side.SERVER && connected -> lost(state, reset);
            case Gone gone -> EndRules.gone(state, gone);
            case Timeout(SessionEvent.SessionTimer timer) -> EndRules.timeout(state, timer);
            case Drain drain -> EndRules.drainNow(state);
            case GraceOver over -> EndRules.drainNow(state);
            case ClosedByOperator closed -> EndRules.closeNow(state);
            default -> Transition.to(state);
        };
    }

    private Transition begin(Connecting state, Login login, Transition.Effects effects) {
        SessionState next = new Active(login, Pending.NONE, new PassiveState.None(), 0, Outlook.OPEN);
        for (Command command : state.early()) {
            Transition step = commands.clientSent((Active) next, command);
            step.effects().forEach(effects::add);
            next = step.state();
        }
        if (state.halfClosed()) {
            Transition ended = EndRules.halfClosed((Active) next, Side.CLIENT);
            ended.effects().forEach(effects::add);
            next = ended.state();
        }
        return effects.to(next);
    }

    private Transition serverSent(Connecting state, ReplyLine line) {
        if (state.another() && line.code() == NOT_AVAILABLE) {
            // What else the server says of it goes unheard.
            return tryAnother(
                    state,
                    "greeted with 421",
                    new Transition.Effects().report(new SessionFact.ReplyReceived(NOT_AVAILABLE)));
        }
        return state.opening() == Opening.LISTENING ? heard(state, line) : swallowed(state, line);
    }

    private static Transition tryAnother(Connecting state, String why, Transition.Effects effects) {
        return effects.add(new Effect.TryAnother(why)).to(state.dialling());
    }

    /** The first line of a greeting that the client gets. */
    private Transition heard(Connecting state, ReplyLine line) {
        Transition.Effects effects = new Transition.Effects();
        Transition begun = begin(state, new Login.AwaitingGreeting(""), effects);
        Transition step = replies.serverSent((Active) begun.state(), line);
        step.effects().forEach(effects::add);
        return effects.to(step.state());
    }

    /** A line of the greeting that the client must not see, as it had one. */
    private Transition swallowed(Connecting state, ReplyLine line) {
        Transition.Effects effects = new Transition.Effects();
        boolean refusal = line.code() >= REFUSAL;
        if (refusal) {
            effects.toClient(line);
        }
        if (!line.endsReply() || line.code() == 0) {
            // A client that has read a part of this target's answer gets no other's.
            return effects.to(refusal ? state.connected(false) : state);
        }
        effects.report(new SessionFact.ReplyReceived(line.code()));
        if (refusal) {
            return EndRules.end(state, SessionEnd.TARGET_CLOSED, effects);
        }
        return line.preliminary() ? effects.to(state) : begin(state, new Login.LoggedOut(""), effects);
    }

    /** The server went before it greeted; a client that has been greeted waits for an answer. */
    private static Transition lost(Connecting state, boolean reset) {
        if (state.another()) {
            return tryAnother(state, (reset ? "reset" : "closed") + " before it greeted", new Transition.Effects());
        }
        return EndRules.sayGoodbye(
                state,
                "Service not available, try later.",
                // A reset of the server's would be passed on as one, and the reply with it.
                reset ? SessionEnd.TARGET_UNREACHABLE : SessionEnd.TARGET_CLOSED);
    }
}
