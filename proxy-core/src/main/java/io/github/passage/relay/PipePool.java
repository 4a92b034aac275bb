package io.github.passage.relay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pipes of one event loop: opened when asked for, kept a while when given back empty. A pipe holds 1 MiB where the kernel allows
 * it, less where the user's share is used up (pipe(7), /proc/sys/fs/pipe-user-pages-soft), and none is to be had below 64 KiB.
 */
final class PipePool {
    private static final List<Integer> CAPACITIES = List.of(1024 * 1024, 256 * 1024, 64 * 1024);

    /** Empty pipes kept for the next transfers. */
    private static final int KEPT = 16;

    private final PipeCalls calls;
    private final int most;
    private final Consumer<String> refused;
    private final Deque<Pipe> kept = new ArrayDeque<>();
    private int open;
    private boolean useless;

    /**
     * A pool without pipes.
     *
     * @param most how many may be open at a time, at least 0
     * @param refused told why no pipe is to be had, each time
     */
    PipePool(PipeCalls calls, int most, Consumer<String> refused) {
        this.calls = calls;
        this.most = most;
        this.refused = refused;
    }

    PipeCalls calls() {
        return calls;
    }

    /** How many pipes are open, kept ones too. */
    int open() {
        return open;
    }

    /** An empty pipe; null when none is to be had now. */
    @Nullable
    Pipe take() {
        Pipe known = kept.poll();
        return known != null ? known : create();
    }

    private @Nullable Pipe create() {
        if (useless) {
            return null;
        }
        if (open >= most) {
            refused.accept("this many pipes of an event loop are in use: " + open);
            return null;
        }
        long ends = calls.open();
        if (ends < 0) {
            refused.accept("no pipe: errno " + -ends);
            return null;
        }
        int out = (int) ends;
        int in = (int) (ends >>> Integer.SIZE);
        int capacity = enlarge(in);
        if (capacity < CAPACITIES.getLast()) {
            refused.accept(
                    "the largest pipe to be had holds " + capacity + " bytes (see pipe-user-pages-soft in pipe(7))");
            calls.close(out);
            calls.close(in);
            return null;
        }
        open++;
        return new Pipe(out, in, capacity);
    }

    private int enlarge(int pipe) {
        for (int capacity : CAPACITIES) {
            int now = calls.resize(pipe, capacity);
            if (now > 0) {
                return now;
            }
        }
        return calls.capacity(pipe);
    }

    /**
     * Takes a pipe back.
     *
     * @param empty whether nothing is in it; else it is closed
     */
    void give(Pipe pipe, boolean empty) {
        if (empty && !useless && kept.size() < KEPT) {
            kept.push(pipe);
        } else {
            discard(pipe);
        }
    }

    private void discard(Pipe pipe) {
        open--;
        calls.close(pipe.out());
        calls.close(pipe.in());
    }

    /** Gives no more pipes, since the kernel does not splice; says why. */
    void giveUp(String reason) {
        useless = true;
        refused.accept(reason);
        close();
    }

    /** Closes the pipes that are kept. */
    void close() {
        for (Pipe pipe = kept.poll(); pipe != null; pipe = kept.poll()) {
            discard(pipe);
        }
    }
}
