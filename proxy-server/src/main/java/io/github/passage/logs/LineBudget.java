package io.github.passage.logs;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How many lines of a kind may be logged in a time, so that a peer that fails over and over cannot flood the log. Thread-safe. */
final class LineBudget {
    private final int most;
    private final long windowNanos;
    private final LongSupplier clock;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /**
     * A budget.
     *
     * @param most lines of each kind within a window, at least 1
     * @param windowNanos the window's length
     * @param clock nanoseconds of any origin
     */
    LineBudget(int most, long windowNanos, LongSupplier clock) {
        this.most = most;
        this.windowNanos = windowNanos;
        this.clock = clock;
    }

    /**
     * Asks for a line.
     *
     * @param kind one of few: each is remembered for ever
     * @return how many lines of the kind were left out since the last one, or empty if this one is to be, too
     */
    OptionalLong take(String kind) {
        return windows.computeIfAbsent(kind, first -> new Window(clock.getAsLong()))
                .take(clock.getAsLong());
    }

    private final class Window {
        private long began;
        private int taken;
        private long leftOut;

        Window(long began) {
            this.began = began;
        }

        synchronized OptionalLong take(long now) {
            if (now - began >= windowNanos) {
                began = now;
                taken = 0;
            }
            if (taken == most) {
                leftOut++;
                return OptionalLong.empty();
            }
            taken++;
            OptionalLong before = OptionalLong.of(leftOut);
            leftOut = 0;
            return before;
        }
    }
}
