package io.github.passage.control;

import io.github.passage.control.SessionEvent.SessionTimer;
import io.github.passage.control.SessionEvent.Side;
import io.github.passage.relay.Relay;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The timers of one session, on the clock of its event loop. Confined to that loop. */
final class SessionTimers {
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    /** Whoever has left wants nothing more of a server that says nothing, and holds a session until then. */
    private static final Duration AFTER_CLIENT = Duration.ofSeconds(60);

    private final EventLoop loop;
    private final SessionTimeouts timeouts;
    private final Consumer<SessionTimer> whenOut;
    private final Map<SessionTimer, Future<?>> running = new EnumMap<>(SessionTimer.class);
    private long startedAt;
    private long lastTouch;
    private long reservedAt;
    private @Nullable Relay followed;
    private boolean clientEnded;

    SessionTimers(EventLoop loop, SessionTimeouts timeouts, Consumer<SessionTimer> whenOut) {
        this.loop = loop;
        this.timeouts = timeouts;
        this.whenOut = whenOut;
    }

    void start() {
        startedAt = loop.ticker().nanoTime();
        touch();
        restart(SessionTimer.LOGIN);
        schedule(SessionTimer.CONTROL_IDLE, timeouts.controlIdle().toNanos());
    }

    void stop() {
        running.values().forEach(timer -> timer.cancel(false));
        running.clear();
    }

    void restart(SessionTimer timer) {
        cancel(timer);
        schedule(timer, durationOf(timer).toNanos());
    }

    /** A passive reply went to the client: the reservation time begins anew. */
    void awaitData() {
        reservedAt = loop.ticker().nanoTime();
        restart(SessionTimer.RESERVATION);
    }

    /** Since the last {@link #awaitData}. */
    Duration sinceAwaitingData() {
        return Duration.ofNanos(loop.ticker().nanoTime() - reservedAt);
    }

    void cancel(SessionTimer timer) {
        Future<?> old = running.remove(timer);
        if (old != null) {
            old.cancel(false);
        }
    }

    /** Where something happened on the control connection, or a transfer ended, the idle time begins anew. Costs no scheduling. */
    void touch(SessionEvent event) {
        switch (event) {
            case SessionEvent.ClientSent sent -> touch();
            case SessionEvent.ServerSent sent -> touch();
            case SessionEvent.DataClosed closed -> touch();
            case SessionEvent.HalfClosed(Side side) when side == Side.CLIENT -> clientEnded();
            default -> {}
        }
    }

    private void touch() {
        lastTouch = loop.ticker().nanoTime();
    }

    /** The client has sent all that it ever will: from here on the session is idle sooner. */
    private void clientEnded() {
        clientEnded = true;
        touch();
        if (running.containsKey(SessionTimer.CONTROL_IDLE)) {
            restart(SessionTimer.CONTROL_IDLE);
        }
    }

    /** From here on the bytes of this relay are what counts as use of the control connection. */
    void follow(Relay relay) {
        followed = relay;
        cancel(SessionTimer.LOGIN);
    }

    Duration sinceStart() {
        return Duration.ofNanos(loop.ticker().nanoTime() - startedAt);
    }

    private void schedule(SessionTimer timer, long nanos) {
        running.put(timer, loop.schedule(() -> fired(timer), nanos, TimeUnit.NANOSECONDS));
    }

    private void fired(SessionTimer timer) {
        running.remove(timer);
        if (timer == SessionTimer.CONTROL_IDLE) {
            checkIdle();
        } else {
            whenOut.accept(timer);
        }
    }

    private void checkIdle() {
        long idle = loop.ticker().nanoTime() - lastTouch;
        if (followed != null) {
            idle = Math.min(idle, followed.idleFor().toNanos());
        }
        long left = idleLimit().toNanos() - idle;
        if (left > 0) {
            schedule(SessionTimer.CONTROL_IDLE, left);
            return;
        }
        // Where a transfer runs the session lives on, and is looked at again.
        schedule(SessionTimer.CONTROL_IDLE, idleLimit().toNanos());
        whenOut.accept(SessionTimer.CONTROL_IDLE);
    }

    private Duration idleLimit() {
        Duration limit = timeouts.controlIdle();
        return clientEnded && limit.compareTo(AFTER_CLIENT) > 0 ? AFTER_CLIENT : limit;
    }

    private Duration durationOf(SessionTimer timer) {
        return switch (timer) {
            case LOGIN -> timeouts.login();
            case CONTROL_IDLE -> idleLimit();
            case RESERVATION -> timeouts.reservation();
            case LAST_WORDS -> LAST_WORDS;
        };
    }
}
