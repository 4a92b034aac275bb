package io.github.passage.control;

import io.github.passage.control.SessionEvent.SessionTimer;
import io.github.passage.control.SessionEvent.Side;
import io.github.passage.control.SessionState.Active;
import io.github.passage.control.SessionState.Connecting;
import io.github.passage.control.SessionState.Encrypted;
import io.github.passage.control.SessionState.Ended;
import io.github.passage.control.SessionState.Login;
import io.github.passage.control.SessionState.Outlook;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.SessionEnd;

/** How sessions end: by either side, by time, by draining. */
final class EndRules {
    /** What clients are told when Passage stops. */
    static final String SHUTTING_DOWN = "Service shutting down, closing control connection.";

    private EndRules() {}

    /** A leg sent all that it ever will: the client's is passed on, the server's ends the session. */
    static Transition halfClosed(Active state, Side side) {
        return switch (side) {
            case CLIENT ->
                Transition.to(
                        state.draining() ? state : state.with(Outlook.CLIENT_ENDED), new Effect.CloseServerOutput());
            case SERVER -> end(state, serverEnd(state, false), new Transition.Effects());
        };
    }

    /** A leg is gone. */
    static Transition gone(SessionState state, SessionEvent.Gone gone) {
        SessionEnd end = switch (gone.side()) {
            case CLIENT -> clientEnd(state, gone.reset());
            case SERVER -> serverEnd(state, gone.reset());
        };
        return end(state, end, new Transition.Effects());
    }

    /** A timer ran out. */
    static Transition timeout(SessionState state, SessionTimer timer) {
        return switch (timer) {
            case LOGIN -> loginTimeout(state);
            case CONTROL_IDLE ->
                state.transfers() > 0
                        ? Transition.to(state)
                        : sayGoodbye(state, "Idle timeout, closing control connection.", idleEnd(state));
            case RESERVATION -> lapse(state);
            case LAST_WORDS ->
                isQuietlyDraining(state) ? sayGoodbye(state, SHUTTING_DOWN, SessionEnd.DRAINED) : Transition.to(state);
        };
    }

    /** Whoever moves a file is let in, whatever the server calls that; it is looked at again. */
    private static Transition loginTimeout(SessionState state) {
        if (!awaitsLogin(state)) {
            return Transition.to(state);
        }
        return state.transfers() > 0
                ? Transition.to(state, new Effect.AwaitLogin())
                : sayGoodbye(state, "Login timeout, closing control connection.", SessionEnd.LOGIN_TIMEOUT);
    }

    private static boolean awaitsLogin(SessionState state) {
        return switch (state) {
            case Connecting connecting -> true;
            case Active active ->
                !(active.login() instanceof Login.LoggedIn || active.login() instanceof Login.Quitting);
            case Encrypted encrypted -> false;
            case Ended ended -> false;
        };
    }

    private static Transition lapse(SessionState state) {
        if (!(state instanceof Active active)) {
            return Transition.to(state);
        }
        Transition.Effects effects = new Transition.Effects();
        return effects.to(
                active.passive() instanceof PassiveState.Offered
                        ? PassiveRules.release(active, ReservationEnd.LAPSED, effects)
                        : active);
    }

    /** An encrypted session that drains gets a moment for replies that nobody can see, as a transfer's 226. */
    static Transition awaitLastWords(Encrypted state) {
        return isQuietlyDraining(state) ? Transition.to(state, new Effect.AwaitLastWords()) : Transition.to(state);
    }

    private static boolean isQuietlyDraining(SessionState state) {
        return state instanceof Encrypted encrypted && encrypted.draining() && encrypted.transfers() == 0;
    }

    /** Passage stops now, whatever is under way. */
    static Transition drainNow(SessionState state) {
        return cut(state, SHUTTING_DOWN, SessionEnd.DRAINED);
    }

    /** An operator ends the session, whatever is under way. */
    static Transition closeNow(SessionState state) {
        return cut(state, "Session closed by the operator.", SessionEnd.CLOSED_BY_OPERATOR);
    }

    private static Transition cut(SessionState state, String text, SessionEnd end) {
        Transition goodbye = sayGoodbye(state, text, end);
        Transition.Effects effects = new Transition.Effects();
        goodbye.effects().forEach(effects::add);
        return effects.add(new Effect.CutData()).to(goodbye.state());
    }

    /** A draining session ends when nobody waits for anything any more. */
    static Transition whenQuiet(Transition transition) {
        boolean over = transition.state() instanceof Active active && active.draining() && active.quiet();
        if (!over) {
            return transition;
        }
        Transition goodbye = sayGoodbye(transition.state(), SHUTTING_DOWN, SessionEnd.DRAINED);
        Transition.Effects effects = new Transition.Effects();
        transition.effects().forEach(effects::add);
        goodbye.effects().forEach(effects::add);
        return effects.to(goodbye.state());
    }

    /** Ends the session with a 421 (RFC 959 section 4.2), where the client can still read one. */
    static Transition sayGoodbye(SessionState state, String text, SessionEnd end) {
        Transition.Effects effects = new Transition.Effects();
        if (!(state instanceof Encrypted)) {
            effects.toClient(ReplyLine.of(421, text));
        }
        return end(state, end, effects);
    }

    /** Ends the session after these effects. */
    static Transition end(SessionState state, SessionEnd end, Transition.Effects effects) {
        if (state instanceof Active active) {
            PassiveRules.release(active, ReservationEnd.SESSION_ENDED, effects);
        }
        return effects.add(new Effect.End(end)).to(new Ended(end, state.transfers()));
    }

    private static SessionEnd clientEnd(SessionState state, boolean reset) {
        if (quitting(state)) {
            return SessionEnd.QUIT;
        }
        return reset ? SessionEnd.CLIENT_RESET : SessionEnd.CLIENT_CLOSED;
    }

    private static SessionEnd serverEnd(SessionState state, boolean reset) {
        if (quitting(state)) {
            return SessionEnd.QUIT;
        }
        if (clientEnded(state)) {
            return SessionEnd.CLIENT_CLOSED;
        }
        return reset ? SessionEnd.TARGET_RESET : SessionEnd.TARGET_CLOSED;
    }

    /** What a server does that is silent after its client has left ends nothing that anybody uses. */
    private static SessionEnd idleEnd(SessionState state) {
        return clientEnded(state) ? SessionEnd.CLIENT_CLOSED : SessionEnd.IDLE_TIMEOUT;
    }

    private static boolean clientEnded(SessionState state) {
        return state instanceof Active active && active.outlook() == Outlook.CLIENT_ENDED;
    }

    private static boolean quitting(SessionState state) {
        return state instanceof Active active && active.login() instanceof Login.Quitting;
    }
}
