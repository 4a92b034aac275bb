package io.github.passage.control;

import io.github.passage.ftp.Command;
import io.github.passage.telemetry.SessionEnd;
import java.util.List;

/**
 * Where a session is.
 *
 * <pre>
 *               no target takes it                     login, idle, drain, close
 *  Connecting ───────────────────────────────────────────────────────────▶ Ended
 *      │                                                                     ▲
 *      └──target connected──▶ Active ──234 or 235 (auth = pass)──▶ Encrypted ─┘
 * </pre>
 *
 * <p>{@link Ended} is about the control connections: data connections that still move bytes then go on to their own end.
 */
sealed interface SessionState {
    /** Data connections that have arrived and are not closed yet. */
    int transfers();

    /**
     * The target is being dialled, or its greeting is awaited that the client must not see, or may not.
     *
     * @param opening who greets whom
     * @param another whether another target can be tried if this one takes no session
     * @param early commands that came before anything can be done with them
     * @param halfClosed whether the client sent all that it ever will
     */
    record Connecting(Opening opening, boolean another, List<Command> early, boolean halfClosed)
            implements SessionState {
        Connecting with(List<Command> newEarly) {
            return new Connecting(opening, another, newEarly, halfClosed);
        }

        /** The client sent all that it ever will. */
        Connecting clientEnded() {
            return new Connecting(opening, another, early, true);
        }

        /** A target is dialled. */
        Connecting dialling() {
            return new Connecting(opening.dialling(), false, early, halfClosed);
        }

        /** A target's control connection stands. */
        Connecting connected(boolean another) {
            return new Connecting(opening.connected(), another, early, halfClosed);
        }

        /** Whether the client is not to be read any further. */
        boolean isFull() {
            return early.size() >= Pending.LIMIT;
        }

        @Override
        public int transfers() {
            return 0;
        }
    }

    /**
     * Commands and replies pass.
     *
     * @param login how far the login is
     * @param pending the replies that the client waits for
     * @param passive how far the next data connection is
     * @param transfers data connections that have arrived and are not closed yet
     * @param outlook what else is known about its end
     */
    record Active(Login login, Pending pending, PassiveState passive, int transfers, Outlook outlook)
            implements SessionState {
        Active with(Login newLogin) {
            return new Active(newLogin, pending, passive, transfers, outlook);
        }

        Active with(Pending newPending) {
            return new Active(login, newPending, passive, transfers, outlook);
        }

        Active with(PassiveState newPassive) {
            return new Active(login, pending, newPassive, transfers, outlook);
        }

        Active withTransfers(int newTransfers) {
            return new Active(login, pending, passive, newTransfers, outlook);
        }

        Active with(Outlook newOutlook) {
            return new Active(login, pending, passive, transfers, newOutlook);
        }

        boolean draining() {
            return outlook == Outlook.DRAINING;
        }

        /** Nothing is awaited by anyone: the moment to say goodbye. */
        boolean quiet() {
            return pending.isAnswered() && transfers == 0 && passive instanceof PassiveState.None;
        }
    }

    /**
     * Both legs are a plain relay.
     *
     * @param transfers data connections that have arrived and are not closed yet
     * @param draining whether the session ends with its last transfer
     */
    record Encrypted(int transfers, boolean draining) implements SessionState {}

    /**
     * The control connections are closed or closing.
     *
     * @param end why
     * @param transfers data connections that go on
     */
    record Ended(SessionEnd end, int transfers) implements SessionState {}

    /** Who greets the client. */
    enum Opening {
        /** The server will, once it is connected. */
        UNGREETED,
        /** The server will, which is connected; if it refuses, the client need not know. */
        LISTENING,
        /** Passage has, since it had to know the client before it dialled. */
        GREETED,
        /** Passage has; the server is connected and will greet too. */
        SWALLOWING;

        /** Whether the server is connected. */
        boolean isConnected() {
            return this == LISTENING || this == SWALLOWING;
        }

        private Opening connected() {
            return this == UNGREETED || this == LISTENING ? LISTENING : SWALLOWING;
        }

        private Opening dialling() {
            return this == UNGREETED || this == LISTENING ? UNGREETED : GREETED;
        }
    }

    /** What is known about a session's end. */
    enum Outlook {
        /** Nothing. */
        OPEN,
        /** The client sent all that it ever will. */
        CLIENT_ENDED,
        /** The session ends as soon as it is quiet. */
        DRAINING
    }

    /** How far the login is. */
    sealed interface Login {
        /**
         * The server has not greeted yet.
         *
         * @param user what USER said last, empty before
         */
        record AwaitingGreeting(String user) implements Login {}

        /**
         * Greeted; not logged in.
         *
         * @param user what USER said last, empty before
         */
        record LoggedOut(String user) implements Login {}

        /**
         * The server wants an account besides: it answered 332 (RFC 959 section 5.4).
         *
         * @param user what USER said
         */
        record AwaitingAccount(String user) implements Login {}

        /**
         * The server accepted the login.
         *
         * @param user what USER said
         */
        record LoggedIn(String user) implements Login {}

        /** The server agreed to the client's QUIT. */
        record Quitting() implements Login {}
    }
}
