package io.github.passage.limit;

import java.util.concurrent.TimeUnit;

/**
 * Fills at a rate up to its burst, and is full at first. The rate is given with each question, so that it may change between two. Not
 * thread-safe.
 */
public final class TokenBucket {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private double tokens = Double.POSITIVE_INFINITY;
    private long at;

    /**
     * A full bucket.
     *
     * @param now nanoseconds of any origin, as in all that follows
     */
    public TokenBucket(long now) {
        at = now;
    }

    /** Whole tokens that are there; 0 if it is in debt. */
    public long available(Rate rate, long now) {
        // A clock that two threads read may seem to go back between them.
        long passed = Math.max(0, now - at);
        at += passed;
        tokens = Math.min((double) rate.burst(), tokens + passed / SECOND * rate.perSecond());
        return Math.max(0, (long) Math.floor(tokens));
    }

    /** Takes tokens out; more than are there make a debt that is filled first. */
    public void spend(long count) {
        tokens -= count;
    }
}
