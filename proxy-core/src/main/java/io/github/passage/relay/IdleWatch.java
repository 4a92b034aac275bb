package io.github.passage.relay;

import io.github.passage.transport.Transport;
import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells when no byte has moved for the idle timeout, TCP keepalives counted as bytes. Half and three quarters through it asks whether
 * a keepalive is due before the end; if so it lets the other side be kept alive too, so that the next hop sees it as it would see the
 * real one, which travels end to end. Confined to the event loop.
 */
final class IdleWatch {
    private static final int QUARTERS = 4;

    private final RelayIdle idle;
    private final EventExecutor loop;
    private final Channel client;
    private final Channel target;
    private final Runnable expired;
    private long lastMove;
    private boolean stopped;
    private @Nullable Future<?> next;

    /**
     * A watch over two channels of one event loop.
     *
     * @param expired run once when the timeout has passed
     */
    IdleWatch(RelayIdle idle, Channel client, Channel target, Runnable expired) {
        this.idle = idle;
        this.loop = client.eventLoop();
        this.client = client;
        this.target = target;
        this.expired = expired;
        this.lastMove = now();
    }

    void start() {
        if (!idle.timeout().isZero()) {
            scheduleQuarter(2);
        }
    }

    void moved() {
        lastMove = now();
    }

    Duration idleFor() {
        return Duration.ofNanos(now() - lastMove);
    }

    void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private long now() {
        return client.eventLoop().ticker().nanoTime();
    }

    /** Looks again when so many quarters of the timeout have passed since the last move. */
    private void scheduleQuarter(int quarters) {
        long delay = lastMove + idle.timeout().toNanos() * quarters / QUARTERS - now();
        next = loop.schedule(() -> look(quarters), Math.max(0, delay), TimeUnit.NANOSECONDS);
    }

    private void look(int quarters) {
        if (stopped) {
            return;
        }
        long quarter = idle.timeout().toNanos() / QUARTERS;
        long passed = now() - lastMove;
        if (passed < quarter * quarters) {
            scheduleQuarter(Math.max(2, (int) (passed / quarter) + 1));
        } else if (quarters == QUARTERS) {
            stop();
            expired.run();
        } else {
            // Keepalive timers run in the kernel's time, whatever the pace of this one.
            Duration left = idle.field().minusNanos(passed);
            ask(client, target, left);
            ask(target, client, left);
            scheduleQuarter(quarters + 1);
        }
    }

    private void ask(Channel side, Channel other, Duration left) {
        if (side.remoteAddress() instanceof InetSocketAddress peer
                && side.localAddress() instanceof InetSocketAddress here) {
            var _ = idle.keepalives().next(peer, here).thenAccept(due -> {
                if (due.isPresent() && due.get().compareTo(left) <= 0 && !loop.isShuttingDown()) {
                    loop.execute(() -> keptAlive(other, due.get()));
                }
            });
        }
    }

    private void keptAlive(Channel other, Duration due) {
        if (!stopped) {
            moved();
            if (other.isOpen()) {
                Transport.keepAlive(other, due);
            }
        }
    }
}
