package io.github.passage.control;

import io.github.passage.passive.PassiveAddressPolicy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What sessions begin with and keep to their end, while others may begin with other terms. Knows whether any session still has
 * them, so that what only they need can be given up. Any thread may call it.
 */
public final class SessionTerms {
    private final SessionContext context;
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile PassiveAddressPolicy policy;

    /** Terms that no session has yet. */
    public SessionTerms(SessionContext context) {
        this.context = context;
        this.policy = context.settings().passiveAddress();
    }

    /** What the sessions share. */
    public SessionContext context() {
        return context;
    }

    /** Whether a session has them, or is about to. Terms that new sessions do not take any more never come into use again. */
    public boolean areInUse() {
        return sessions.get() > 0;
    }

    PassiveAddressPolicy policy() {
        return policy;
    }

    void policy(PassiveAddressPolicy next) {
        policy = next;
    }

    void take() {
        sessions.incrementAndGet();
    }

    void giveBack() {
        sessions.decrementAndGet();
    }
}
