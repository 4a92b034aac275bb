package io.github.passage.relay;

import io.github.passage.limit.Rate;
import io.github.passage.limit.TokenBucket;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * How much may move in a second over several relays together, both directions counted. Whoever has used it up is not read from until
 * there is more; those who wait take turns. A relay with a pace copies and never splices, since bytes must be counted as they come.
 * Confined to the event loop.
 */
public final class Pace {
    /** After a pause so much moves at once even where less is allowed in a second: less than a socket buffer cannot be held back. */
    private static final long LEAST_BURST = 256 * 1024;

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MOST_IN_A_TURN = 16 * 1024;

    private final EventLoop loop;
    private final Rate rate;
    private final TokenBucket bucket;
    private final Queue<PacedInput> waiting = new ArrayDeque<>();
    private boolean ticking;

    /**
     * A pace that nobody has used yet.
     *
     * @param bytesPerSecond at least 1; after a pause as many at once, but at least 256 KiB
     */
    public Pace(long bytesPerSecond, EventLoop loop) {
        this.loop = loop;
        this.rate = new Rate(bytesPerSecond, Math.max(bytesPerSecond, LEAST_BURST));
        this.bucket = new TokenBucket(now());
    }

    /** Holds what comes from both legs to this pace; before they are joined. What they hold already counts and is not held back. */
    public void over(RelayLeg client, RelayLeg target) {
        hold(client);
        hold(target);
    }

    private void hold(RelayLeg leg) {
        take(leg.received());
        leg.channel()
                .pipeline()
                .addBefore(leg.channel().pipeline().context(leg).name(), null, new PacedInput(this, leg));
    }

    private void take(long bytes) {
        // A bucket is as full as its rate says only once it was asked with it.
        var _ = bucket.available(rate, now());
        bucket.spend(bytes);
    }

    /** How many of so many bytes may pass at once. */
    int grant(int wanted) {
        if (!waiting.isEmpty()) {
            return 0;
        }
        int granted = (int) Math.min(wanted, bucket.available(rate, now()));
        bucket.spend(granted);
        return granted;
    }

    /** Lets an input have its turns from now on, for as long as it holds something. */
    void await(PacedInput input) {
        waiting.add(input);
        tickLater();
    }

    private void tickLater() {
        if (!ticking) {
            ticking = true;
            var _ = loop.schedule(this::tick, TICK_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    private void tick() {
        ticking = false;
        long left = bucket.available(rate, now());
        for (PacedInput next = waiting.peek(); left > 0 && next != null; next = waiting.peek()) {
            int passed = next.pass((int) Math.min(left, MOST_IN_A_TURN));
            bucket.spend(passed);
            left -= passed;
            waiting.remove();
            if (next.isHolding()) {
                waiting.add(next);
            } else {
                next.goOn();
            }
        }
        if (!waiting.isEmpty()) {
            tickLater();
        }
    }

    private long now() {
        return loop.ticker().nanoTime();
    }
}
