package io.github.passage.control;

import io.github.passage.control.SessionState.Active;
import io.github.passage.control.SessionState.Login;
import io.github.passage.ftp.Command;
import io.github.passage.ftp.CommandForm;
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

    /**
     * A command. An empty line is none: some servers answer it and some do not (vsftpd, ProFTPD), after which nobody knows which
     * reply is whose; so it goes nowhere, as do the blank lines that NAT devices send to keep a connection alive.
     */
    Transition clientSent(Active before, Command command) {
        if (command.form() == CommandForm.EMPTY) {
            return Transition.to(before);
        }
        Transition.Effects effects = new Transition.Effects();
        Active state = inStep(before, effects);
        Verb lenient = command.verbWithoutX();
        Verb verb = refused.contains(lenient) ? lenient : command.verb();
        Optional<ReplyLine> refusal = refusal(command, verb);
        if (refusal.isPresent()) {
            ReplyLine reply = refusal.get();
            return answer(state, reply, new SessionFact.CommandReceived(verb, Optional.of(reply.code())), effects);
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

    /** What some server might read as another command than Passage does is not passed on either: it could be a PORT. */
    private Optional<ReplyLine> refusal(Command command, Verb verb) {
        return switch (command.form()) {
            case EMPTY, UNCLEAR_NAME -> Optional.of(ReplyLine.of(500, "Command not understood."));
            case CLEAR -> refused.contains(verb) ? Optional.of(refusal(verb, command.name())) : Optional.empty();
            case UNCLEAR_ARGUMENT ->
                Optional.of(
                        refused.contains(verb)
                                ? refusal(verb, command.name())
                                : ReplyLine.of(501, "Control character in argument."));
        };
    }

    private static ReplyLine refusal(Verb verb, String name) {
        return switch (verb) {
            // After 522 several clients never try PASV, after 500 all do.
            case EPSV -> ReplyLine.of(500, name + " not understood.");
            // The words of AWS Transfer Family's stand-in, so that what a client shows is the same with and without
            // Passage.
            default -> ReplyLine.of(502, "Command " + name + " not implemented.");
        };
    }

    private static Login named(Login login, Command command) {
        if (command.verb() != Verb.USER) {
            return login;
        }
        return switch (login) {
            case Login.AwaitingGreeting greeting -> new Login.AwaitingGreeting(command.argumentForDisplay());
            case Login.LoggedOut out -> new Login.LoggedOut(command.argumentForDisplay());
            case Login.AwaitingAccount account -> new Login.LoggedOut(command.argumentForDisplay());
            case Login.LoggedIn in -> new Login.LoggedIn(command.argumentForDisplay());
            case Login.Quitting quitting -> quitting;
        };
    }
}
