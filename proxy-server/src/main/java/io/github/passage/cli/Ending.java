package io.github.passage.cli;

import io.github.passage.hop.FtpHop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a {@code passage proxy}: for a while it still takes sessions though it says that it is not ready, then it only lets
 * transfers finish.
 *
 * @param hops all that have sessions
 * @param delay how long new sessions are taken
 * @param grace how long transfers may go on after that
 * @param hurried done when nobody wants to wait any more
 */
record Ending(List<FtpHop> hops, Duration delay, Duration grace, CompletableFuture<Void> hurried) {
    private static final Logger LOGGER = LoggerFactory.getLogger("passage");

    /** Returns when every session has come to its end, or the time is over. */
    void await() {
        // Whoever drained them before has waited for what the delay is for.
        if (!delay.isZero() && !hops.stream().allMatch(FtpHop::isDraining)) {
            LOGGER.info("stopping: not ready, but new sessions are taken for {} s more", seconds(delay));
            within(delay, hurried);
        }
        LOGGER.info("stopping: {} open sessions, transfers may finish within {} s", open(), seconds(grace));
        CompletableFuture<Void> drained =
                CompletableFuture.allOf(hops.stream().map(FtpHop::drain).toArray(CompletableFuture<?>[]::new));
        within(grace, CompletableFuture.anyOf(drained, hurried));
        if (drained.isDone()) {
            LOGGER.info("stopped: every session came to its end");
        } else if (hurried.isDone()) {
            LOGGER.warn("asked again to end: ending {} sessions", open());
        } else {
            LOGGER.warn("the grace period is over: ending {} sessions", open());
        }
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? Long.toString(duration.toSeconds())
                : Double.toString(duration.toMillis() / 1000.0);
    }

    private int open() {
        return hops.stream().mapToInt(FtpHop::openSessions).sum();
    }

    /** Waits until it is done, but not longer. */
    static void within(Duration limit, CompletableFuture<?> done) {
        try {
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOGGER.debug("not done within {} ms", limit.toMillis());
        } catch (ExecutionException e) {
            LOGGER.warn("draining failed: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
