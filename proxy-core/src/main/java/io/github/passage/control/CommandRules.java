package io.github.passage.control;

import io.github.passage.control.SessionState.Active;
import io.github.passage.control.SessionState.Login;
import io.github.passage.ftp.Command;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.ftp.Verb;
import io.github.passage.telemetry.SessionFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What follows from a client's command. */
final class CommandRules {
    private final Set<Verb> refused;

    CommandRules(SessionRules rules) {
        this.refused = rules.refusedVerbs();
    }

    Transition clientSent(Active before, Command command) {
        Transition.Effects effects = new Transition.Effects();
        Active state = inStep(before, effects);
        Verb verb = command.verb();
        if (refused.contains(verb)) {
            ReplyLine refusal = refusal(command);
            return answer(state, refusal, new SessionFact.CommandReceived(verb, Optional.of(refusal.code())), effects);
        }
        return effects.add(new Effect.ToServer(command))
                .report(new SessionFact.CommandReceived(verb, Optional.empty()))
                .to(state.with(named(state.login(), command))
                        .with(state.pending().plus(new Pending.FromServer(verb))));
    }

    Transition tooLong(Active before) {
        Transition.Effects effects = new Transition.Effects();
        return answer(
                inStep(before, effects),
                ReplyLine.of(500, "Command line too long."),
                new SessionFact.CommandReceived(Verb.OTHER, Optional.of(500)),
                effects);
    }

    private static Active inStep(Active state, Transition.Effects effects) {
        List<ReplyLine> due = new ArrayList<>();
        Pending pending = state.pending().beforeNextCommand(due);
        effects.toClient(due);
        return state.with(pending);
    }

    /** Sends Passage's own answer, in its turn: never before the server's answers to earlier commands. */
    private static Transition answer(Active state, ReplyLine reply, SessionFact fact, Transition.Effects effects) {
        effects.report(fact);
        boolean quietServer = state.pending().isEmpty() && !(state.login() instanceof Login.AwaitingGreeting);
        return quietServer
                ? effects.toClient(reply).to(state)
                : effects.to(state.with(state.pending().plus(new Pending.Own(reply))));
    }

    private static ReplyLine refusal(Command command) {
        return switch (command.verb()) {
            // After 522 several clients never try PASV, after 500 all do.
            case EPSV -> ReplyLine.of(500, "EPSV not understood.");
            // The words of AWS Transfer Family's stand-in, so that what a client shows is the same with and without
            // Passage.
            default -> ReplyLine.of(502, "Command " + command.verb().name() + " not implemented.");
        };
    }

    private static Login named(Login login, Command command) {
        if (command.verb() != Verb.USER) {
            return login;
        }
        return switch (login) {
            case Login.AwaitingGreeting greeting -> new Login.AwaitingGreeting(command.argumentForDisplay());
            case Login.LoggedOut out -> new Login.LoggedOut(command.argumentForDisplay());
            case Login.LoggedIn in -> new Login.LoggedIn(command.argumentForDisplay());
            case Login.Quitting quitting -> quitting;
        };
    }
}
