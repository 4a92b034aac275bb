package io.github.passage.control;

import io.github.passage.ftp.Command;
import io.github.passage.telemetry.SessionEnd;
import java.util.List;

/**
 * Where a session is.
 *
 * <pre>
 *                target fails                          login, idle, drain, close
 *  Connecting ───────────────────────────────────────────────────────────▶ Ended
 *      │                                                                     ▲
 *      └──target connected──▶ Active ──234 to AUTH (auth = pass)──▶ Encrypted ─┘
 * </pre>
 *
 * <p>{@link Ended} is about the control connections: data connections that still move bytes then go on to their own end.
 */
sealed interface SessionState {
    /** Data connections that have arrived and are not closed yet. */
    int transfers();

    /**
     * The target is being dialled.
     *
     * @param early commands that came although nobody reads: some transports do at a half-close
     * @param halfClosed whether the client sent all that it ever will
     */
    record Connecting(List<Command> early, boolean halfClosed) implements SessionState {
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
         * The server answered 230.
         *
         * @param user what USER said
         */
        record LoggedIn(String user) implements Login {}

        /** The server agreed to the client's QUIT. */
        record Quitting() implements Login {}
    }
}
