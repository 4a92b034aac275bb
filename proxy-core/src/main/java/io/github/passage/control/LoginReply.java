package io.github.passage.control;

import io.github.passage.control.SessionState.Login;
import io.github.passage.ftp.Verb;

/** What a reply says of the login (RFC 959 section 5.4, RFC 2228 section 3). */
enum LoginReply {
    /** The client is logged in. */
    ACCEPTED,
    /** An account is wanted besides. */
    ACCOUNT_WANTED,
    /** Nothing. */
    NONE;

    /**
     * Reads a final reply.
     *
     * @param code its code
     * @param login how far the login is
     * @param pending the replies that are awaited, this one included
     */
    static LoginReply of(int code, Login login, Pending pending) {
        if (code == 230 || code == 232) {
            return ACCEPTED;
        }
        if (code == 332) {
            return ACCOUNT_WANTED;
        }
        // 202, for one, is the answer of servers that need no password, 221 that of one that closes. What comes to an
        // ACCT that
        // nobody asked for is no login.
        boolean positive = code >= 200 && code < 300 && code != 221;
        boolean last =
                pending.nextIs(Verb.PASS) || (pending.nextIs(Verb.ACCT) && login instanceof Login.AwaitingAccount);
        return positive && last ? ACCEPTED : NONE;
    }
}
