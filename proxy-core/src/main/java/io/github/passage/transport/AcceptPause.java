package io.github.passage.transport;

import io.github.passage.transport.AcceptBackoff.Admitted;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * Keeps all listeners of a transport from accepting while the system refuses sockets, since what is refused is the process's or the
 * system's: to ask again at once would keep a processor busy, and what one listener takes another lacks. Any thread may call it; the
 * lock is taken when listeners come and go and during a pause only.
 */
final class AcceptPause {
    private final Supplier<EventLoop> loops;
    private final IntUnaryOperator free;
    private final Supplier<OptionalLong> limit;
    private final AcceptPauseListener told;
    private final Map<Channel, ConnectionKind> listening = new HashMap<>();
    private final AcceptBackoff backoff = new AcceptBackoff();
    private Admitted admitted = Admitted.ALL;
    private long since;

    /**
     * No pause.
     *
     * @param loops on one of them time passes
     * @param free tells how many sockets could be opened now, up to the number given
     * @param limit tells how many file descriptors this process may have, if known
     * @param told when a pause begins and ends
     */
    AcceptPause(
            Supplier<EventLoop> loops, IntUnaryOperator free, Supplier<OptionalLong> limit, AcceptPauseListener told) {
        this.loops = loops;
        this.free = free;
        this.limit = limit;
        this.told = told;
    }

    /** A listener stands. */
    synchronized void add(Channel listener, ConnectionKind kind) {
        listening.put(listener, kind);
        listener.config().setAutoRead(admitted.includes(kind));
    }

    /** A listener that stopped accepting for a reason of its own accepts again. */
    synchronized void readAgain(Channel listener) {
        ConnectionKind kind = listening.get(listener);
        if (kind != null) {
            listener.config().setAutoRead(admitted.includes(kind));
        }
    }

    /** A listener is closed. */
    synchronized void remove(Channel listener) {
        listening.remove(listener);
    }

    /** The system refused a socket, to be accepted or to be dialled from. */
    synchronized void refused(Shortage shortage) {
        boolean begins = backoff.refused();
        admit(Admitted.NOTHING);
        if (begins) {
            EventLoop chosen = loops.get();
            since = chosen.ticker().nanoTime();
            lookLater(chosen);
            told.paused(shortage.reason(limit.get()));
        }
    }

    private void lookLater(EventLoop on) {
        on.schedule(() -> look(on), backoff.delayMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void look(EventLoop on) {
        try {
            admit(backoff.look(free));
        } finally {
            // Whatever goes wrong here, listeners must not be forgotten.
            if (!backoff.isOver()) {
                lookLater(on);
            }
        }
        if (backoff.isOver()) {
            told.resumed(Duration.ofNanos(on.ticker().nanoTime() - since));
        }
    }

    private void admit(Admitted now) {
        admitted = now;
        // From elsewhere a listener that waits for its next connection would not take it that it is to stop.
        listening.keySet().forEach(listener -> listener.eventLoop().execute(() -> readAgain(listener)));
    }
}
