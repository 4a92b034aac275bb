package io.github.passage.lab.assembly;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The state of a server, as AWS Transfer Family's API tells it.
 *
 * <pre>
 *  OFFLINE ──start──▶ STARTING ──time passes──▶ ONLINE ──stop──▶ STOPPING ──time passes──▶ OFFLINE
 *                        └──cannot listen──▶ OFFLINE
 * </pre>
 *
 * @see <a href="https://docs.aws.amazon.com/transfer/latest/userguide/API_StopServer.html">StopServer</a>
 */
final class ServerLife {
    private final Duration starting;
    private final Duration stopping;
    private final ScheduledExecutorService clock;
    private final Runnable online;
    private final Runnable offline;
    private State state = State.OFFLINE;

    ServerLife(
            Duration starting, Duration stopping, ScheduledExecutorService clock, Runnable online, Runnable offline) {
        this.starting = starting;
        this.stopping = stopping;
        this.clock = clock;
        this.online = online;
        this.offline = offline;
    }

    /** What a server can be. */
    enum State {
        OFFLINE,
        STARTING,
        ONLINE,
        STOPPING
    }

    synchronized State state() {
        return state;
    }

    /** Starts; returns at once if that takes time, else when it is online. */
    synchronized void start() {
        move(State.OFFLINE, State.STARTING);
        after(starting, () -> {
            try {
                online.run();
                settle(State.ONLINE);
            } catch (RuntimeException | Error e) {
                // What may stand already is taken back, so that another start is possible.
                offline.run();
                settle(State.OFFLINE);
                throw e;
            }
        });
    }

    /** Stops; its sessions end at once. */
    synchronized void stop() {
        move(State.ONLINE, State.STOPPING);
        offline.run();
        after(stopping, () -> settle(State.OFFLINE));
    }

    private void move(State from, State to) {
        if (state != from) {
            throw new IllegalStateException("server: " + state + " (expected: " + from + ")");
        }
        state = to;
    }

    private synchronized void settle(State next) {
        state = next;
    }

    /** The work may block, which no event loop may do. */
    private void after(Duration time, Runnable work) {
        if (time.isZero()) {
            work.run();
        } else {
            var _ = clock.schedule(
                    () -> Thread.ofPlatform().daemon().name("server-state").start(work),
                    time.toNanos(),
                    TimeUnit.NANOSECONDS);
        }
    }
}
