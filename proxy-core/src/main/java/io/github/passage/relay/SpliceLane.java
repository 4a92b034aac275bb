package io.github.passage.relay;

/**
 * One direction of a spliced relay. The pipe is filled only when it is empty, so that a refusal always means that the socket holds
 * nothing: what is on its way is at most what a pipe and the two sockets hold.
 */
final class SpliceLane {
    /** Bytes after which other connections of the event loop have their turn. */
    private static final long QUANTUM = 2L * 1024 * 1024;

    private final Relay relay;
    private final PipeCalls calls;
    private final SpliceEnd from;
    private final SpliceEnd to;
    private final Pipe pipe;
    private long held;
    private long passed;
    private boolean ended;
    private boolean failed;
    private boolean lost;
    private boolean queued;
    private boolean refused;

    SpliceLane(Relay relay, PipeCalls calls, SpliceEnd from, SpliceEnd to, Pipe pipe) {
        this.relay = relay;
        this.calls = calls;
        this.from = from;
        this.to = to;
        this.pipe = pipe;
    }

    SpliceEnd to() {
        return to;
    }

    Pipe pipe() {
        return pipe;
    }

    /** Whether nothing is in the pipe. */
    boolean isEmpty() {
        return held == 0;
    }

    /** Whether the source has ended and all that it sent was taken. */
    boolean isDone() {
        return ended && held == 0;
    }

    /** What the source sent before it was lost is still moved. */
    void sourceIsLost() {
        lost = true;
    }

    /** Whether nothing is left that could be moved, since the source has ended or is lost. */
    boolean isExhausted() {
        return (ended || failed) && held == 0;
    }

    /** Whether the kernel would not splice. */
    boolean isRefused() {
        return refused;
    }

    /** Bytes that the receiving side has taken. */
    long passed() {
        return passed;
    }

    /** Whether it waits for its turn of the event loop. */
    boolean isQueued() {
        return queued;
    }

    void queue(boolean waits) {
        queued = waits;
    }

    /** Moves what can be moved now, but not for ever; whether more could be. */
    boolean pump() {
        long until = passed + QUANTUM;
        while (passed < until) {
            boolean went = held == 0 ? fill() : drain();
            if (!went) {
                return false;
            }
        }
        return true;
    }

    private boolean fill() {
        if (ended || failed || !from.isOpen()) {
            failed = !ended;
            return false;
        }
        if (!from.mayRead()) {
            return false;
        }
        long got = calls.splice(from.fd().intValue(), pipe.in(), pipe.capacity());
        if (got > 0) {
            held = got;
            relay.spliced(from.leg(), got);
            return true;
        }
        if (got == 0 && lost) {
            // The kernel tells of a reset once only; to take what comes after for an orderly end would make a part look
            // whole.
            failed = true;
        } else if (got == 0) {
            ended = true;
            from.leg().endInput();
        } else if (got == -PipeCalls.EAGAIN) {
            from.readNothing();
        } else if (got == -PipeCalls.EINTR) {
            return true;
        } else if (isRefusal(-got)) {
            refused = true;
        } else {
            failed = true;
            relay.lost(from.leg());
        }
        return false;
    }

    private static boolean isRefusal(long errno) {
        return errno == PipeCalls.EINVAL || errno == PipeCalls.ENOSYS || errno == PipeCalls.EPERM;
    }

    private boolean drain() {
        if (!to.isWritable() || !to.isOpen()) {
            return false;
        }
        long put = calls.splice(pipe.out(), to.fd().intValue(), held);
        if (put > 0) {
            held -= put;
            passed += put;
            relay.moved();
            return true;
        }
        if (put == -PipeCalls.EINTR) {
            return true;
        }
        if (put == -PipeCalls.EAGAIN) {
            to.tookNothing();
        } else if (isRefusal(-put)) {
            relay.broken(to.leg());
        } else {
            relay.lost(to.leg());
        }
        return false;
    }
}
