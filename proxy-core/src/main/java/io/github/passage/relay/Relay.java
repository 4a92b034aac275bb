package io.github.passage.relay;

import io.github.passage.telemetry.DataEnd;
import io.github.passage.transport.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Moves bytes between two channels of one event loop by copied buffers.
 *
 * <p>A side is read only while the other side's outbound buffer is below its high water mark, so that a stalled transfer holds at
 * most that much and one read. A half-close is passed on as one, a reset as a reset. Confined to the event loop.
 */
public final class Relay {
    /** Bytes that wait for a slow side: reading stops at the high mark and goes on at the low one. */
    public static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(128 * 1024, 256 * 1024);

    private final RelayLeg client;
    private final RelayLeg target;
    private final RelayListener listener;
    private final Ticker ticker;
    private final long idleNanos;
    private final long startedAt;
    private long lastMove;
    private boolean over;
    private @Nullable ScheduledFuture<?> idleCheck;

    private Relay(RelayLeg client, RelayLeg target, Duration idle, RelayListener listener) {
        this.client = client;
        this.target = target;
        this.listener = listener;
        this.ticker = client.channel().eventLoop().ticker();
        this.idleNanos = idle.toNanos();
        this.startedAt = ticker.nanoTime();
        this.lastMove = startedAt;
    }

    /**
     * Joins two legs.
     *
     * @param client the leg of the side that dialled
     * @param target the leg of the side that was dialled, on the same event loop
     * @param idle ends the relay when no byte moved for so long; zero for never
     * @param listener told once, when both channels are closed or closing
     */
    public static Relay join(RelayLeg client, RelayLeg target, Duration idle, RelayListener listener) {
        Relay relay = new Relay(client, target, idle, listener);
        client.channel().config().setWriteBufferWaterMark(WATER_MARKS);
        target.channel().config().setWriteBufferWaterMark(WATER_MARKS);
        relay.scheduleIdleCheck(relay.idleNanos);
        client.attach(relay);
        if (!relay.over) {
            target.attach(relay);
        }
        return relay;
    }

    /** Since when no byte has moved. */
    public Duration idleFor() {
        return Duration.ofNanos(ticker.nanoTime() - lastMove);
    }

    /** Resets both sides now. */
    public void cut() {
        end(DataEnd.CUT);
    }

    void forward(RelayLeg from, ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        lastMove = ticker.nanoTime();
        RelayLeg to = otherOf(from);
        to.write(bytes).addListener((ChannelFutureListener) written -> {
            if (!written.isSuccess()) {
                legFailed(to);
            }
        });
        if (!to.channel().isWritable()) {
            from.channel().config().setAutoRead(false);
        }
    }

    void flushFrom(RelayLeg from) {
        if (!over) {
            otherOf(from).flush();
        }
    }

    void writabilityChanged(RelayLeg leg) {
        RelayLeg source = otherOf(leg);
        if (!over && !source.inputEnded()) {
            if (leg.channel().isWritable()) {
                lastMove = ticker.nanoTime();
            }
            source.channel().config().setAutoRead(leg.channel().isWritable());
        }
    }

    void inputEnded(RelayLeg leg) {
        if (over) {
            return;
        }
        otherOf(leg).endOutput();
        if (client.inputEnded() && target.inputEnded()) {
            end(DataEnd.COMPLETED);
        }
    }

    void legFailed(RelayLeg leg) {
        end(leg == client ? DataEnd.CLIENT_RESET : DataEnd.TARGET_RESET);
    }

    private void end(DataEnd end) {
        if (over) {
            return;
        }
        over = true;
        if (idleCheck != null) {
            idleCheck.cancel(false);
        }
        if (end == DataEnd.COMPLETED) {
            closeAfterWrites(client);
            closeAfterWrites(target);
        } else {
            Transport.reset(client.channel());
            Transport.reset(target.channel());
        }
        listener.relayEnded(new RelayOutcome(
                client.received(), target.received(), end, Duration.ofNanos(ticker.nanoTime() - startedAt)));
    }

    private static void closeAfterWrites(RelayLeg leg) {
        leg.write(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        leg.flush();
    }

    private void scheduleIdleCheck(long delay) {
        if (idleNanos > 0) {
            idleCheck = client.channel().eventLoop().schedule(this::checkIdle, delay, TimeUnit.NANOSECONDS);
        }
    }

    private void checkIdle() {
        long left = idleNanos - (ticker.nanoTime() - lastMove);
        if (left <= 0) {
            end(DataEnd.IDLE);
        } else if (!over) {
            scheduleIdleCheck(left);
        }
    }

    private RelayLeg otherOf(RelayLeg leg) {
        return leg == client ? target : client;
    }
}
