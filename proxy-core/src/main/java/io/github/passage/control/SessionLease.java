package io.github.passage.control;

import io.github.passage.control.SessionAdmission.Permit;
import org.jspecify.annotations.Nullable;

/**
 * What a client has of the hop from its arrival to its session's end: the terms, and a permit once it is admitted. Whoever finds that
 * the client is gone gives it back; only the first time counts. Any thread may call it.
 */
final class SessionLease {
    private final SessionTerms terms;
    private @Nullable Permit permit;
    private boolean over;

    /** Takes the terms. */
    SessionLease(SessionTerms terms) {
        this.terms = terms;
        terms.take();
    }

    SessionTerms terms() {
        return terms;
    }

    /** A session may begin. */
    synchronized void permitted(Permit given) {
        if (over) {
            given.release();
        } else {
            permit = given;
        }
    }

    /** The session has ended, or never began; again it does nothing. */
    synchronized void giveBack() {
        if (over) {
            return;
        }
        over = true;
        if (permit != null) {
            permit.release();
        }
        terms.giveBack();
    }
}
