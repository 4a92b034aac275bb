package io.github.passage.control;

import io.github.passage.control.SessionState.Active;
import io.github.passage.control.SessionState.Encrypted;
import io.github.passage.control.SessionState.Login;
import io.github.passage.ftp.FeatureList;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.ftp.Verb;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.SessionFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What follows from a line of the server's. */
final class ReplyRules {
    private final SessionRules rules;
    private final PassiveRules passive;
    private final Set<String> refusedFeatures;

    ReplyRules(SessionRules rules, PassiveRules passive) {
        this.rules = rules;
        this.passive = passive;
        this.refusedFeatures = rules.refusedFeatures();
    }

    Transition serverSent(Active state, ReplyLine line) {
        if (line.code() == 227 || line.code() == 229) {
            return passive.serverSent(state, line);
        }
        if (line.code() == 211 && state.pending().nextIs(Verb.FEAT) && !FeatureList.keeps(line, refusedFeatures)) {
            return Transition.to(state);
        }
        Transition.Effects effects = new Transition.Effects().toClient(line);
        if (!line.endsReply()) {
            return effects.to(state);
        }
        effects.report(new SessionFact.ReplyReceived(line.code()));
        // A line with code 0 is no reply, so it answers nothing.
        return line.preliminary() || line.code() == 0 ? effects.to(state) : answered(state, line, effects);
    }

    private Transition answered(Active state, ReplyLine line, Transition.Effects effects) {
        if (state.login() instanceof Login.AwaitingGreeting(String user)) {
            return greeted(state, user, effects);
        }
        Active next = state;
        if (rules.auth() == AuthMode.PASS && protectsSession(line.code(), state.pending())) {
            PassiveRules.release(state, ReservationEnd.REINITIALIZED, effects);
            Encrypted encrypted = new Encrypted(state.transfers(), state.draining());
            effects.report(new SessionFact.Encrypted()).add(new Effect.BecomeRelay());
            EndRules.awaitLastWords(encrypted).effects().forEach(effects::add);
            return effects.to(encrypted);
        }
        LoginReply login = LoginReply.of(line.code(), state.login(), state.pending());
        if (login == LoginReply.ACCEPTED) {
            next = loggedIn(state, effects);
        } else if (login == LoginReply.ACCOUNT_WANTED && state.login() instanceof Login.LoggedOut(String user)) {
            next = state.with(new Login.AwaitingAccount(user));
        } else if (line.code() == 220 && state.pending().nextIs(Verb.REIN)) {
            next = reinitialized(state, effects);
        } else if (line.code() == 221 && state.pending().awaits(Verb.QUIT)) {
            next = state.with(new Login.Quitting());
        }
        List<ReplyLine> due = new ArrayList<>();
        Pending rest = next.pending().answered(due);
        return effects.toClient(due).to(next.with(rest));
    }

    /** After these all that follows is protected: TLS begins, or commands and replies are wrapped (RFC 2228 sections 3 and 4). */
    private static boolean protectsSession(int code, Pending pending) {
        return (code == 234 && pending.awaits(Verb.AUTH)) || (code == 235 && pending.awaits(Verb.ADAT));
    }

    /** The greeting answers no command; what the client sent before it waits on. */
    private static Transition greeted(Active state, String user, Transition.Effects effects) {
        List<ReplyLine> due = new ArrayList<>();
        Pending rest = state.pending().greeted(due);
        return effects.toClient(due).to(state.with(new Login.LoggedOut(user)).with(rest));
    }

    private static Active loggedIn(Active state, Transition.Effects effects) {
        return switch (state.login()) {
            case Login.LoggedOut(String user) -> loggedIn(state, user, effects);
            case Login.AwaitingAccount(String user) -> loggedIn(state, user, effects);
            default -> state;
        };
    }

    private static Active loggedIn(Active state, String user, Transition.Effects effects) {
        effects.report(new SessionFact.LoggedIn(user));
        return state.with(new Login.LoggedIn(user));
    }

    /** REIN ends the login; a transfer under way may complete (RFC 959 section 4.1.1). */
    private static Active reinitialized(Active state, Transition.Effects effects) {
        effects.add(new Effect.AwaitLogin());
        return PassiveRules.release(state, ReservationEnd.REINITIALIZED, effects)
                .with(new Login.LoggedOut(""));
    }
}
