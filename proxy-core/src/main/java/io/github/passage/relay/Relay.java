package io.github.passage.relay;

import io.github.passage.telemetry.DataEnd;
import io.github.passage.transport.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
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

    /** Where no idle timeout is set: how long a side may take no byte of what it still has to get. */
    private static final Duration LONGEST_STALL = Duration.ofMinutes(5);

    private final RelayLeg client;
    private final RelayLeg target;
    private final RelayListener listener;
    private final Ticker ticker;
    private final long idleNanos;
    private final long startedAt;
    private long lastMove;
    private Phase phase = Phase.MOVING;
    private long room;
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
        if (relay.phase == Phase.MOVING) {
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
        conclude(DataEnd.CUT);
    }

    /** Whether a leg may be read: the other side can take more. */
    boolean mayRead(RelayLeg leg) {
        return otherOf(leg).channel().isWritable();
    }

    void forward(RelayLeg from, ByteBuf bytes) {
        if (phase != Phase.MOVING) {
            bytes.release();
            return;
        }
        lastMove = ticker.nanoTime();
        RelayLeg to = otherOf(from);
        to.write(bytes).addListener((ChannelFutureListener) written -> {
            if (!written.isSuccess()) {
                conclude(resetBy(to));
            }
        });
        if (!to.channel().isWritable()) {
            from.channel().config().setAutoRead(false);
        }
    }

    void flushFrom(RelayLeg from) {
        if (phase == Phase.MOVING) {
            otherOf(from).flush();
        }
    }

    void writabilityChanged(RelayLeg leg) {
        RelayLeg source = otherOf(leg);
        if (phase == Phase.MOVING && !source.inputEnded()) {
            if (leg.channel().isWritable()) {
                lastMove = ticker.nanoTime();
            }
            source.channel().config().setAutoRead(leg.channel().isWritable());
        }
    }

    void inputEnded(RelayLeg leg) {
        if (phase != Phase.MOVING) {
            return;
        }
        otherOf(leg).endOutput();
        if (client.inputEnded() && target.inputEnded()) {
            closeInOrder();
        }
    }

    void legFailed(RelayLeg leg) {
        if (phase == Phase.MOVING) {
            conclude(resetBy(leg));
        }
    }

    private DataEnd resetBy(RelayLeg leg) {
        return leg == client ? DataEnd.CLIENT_RESET : DataEnd.TARGET_RESET;
    }

    /** Both sides have sent all; what a slow side has not taken yet still has to leave. */
    private void closeInOrder() {
        phase = Phase.CLOSING;
        room = room();
        if (idleCheck != null) {
            idleCheck.cancel(false);
        }
        scheduleIdleCheck(idleNanos > 0 ? idleNanos : LONGEST_STALL.toNanos());
        closeAfterWrites(client);
        closeAfterWrites(target);
    }

    private void closeAfterWrites(RelayLeg leg) {
        leg.channel().closeFuture().addListener(closed -> {
            if (!client.channel().isOpen() && !target.channel().isOpen()) {
                conclude(DataEnd.COMPLETED);
            }
        });
        leg.write(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        leg.flush();
    }

    private void conclude(DataEnd end) {
        if (phase == Phase.OVER) {
            return;
        }
        phase = Phase.OVER;
        if (idleCheck != null) {
            idleCheck.cancel(false);
        }
        if (end != DataEnd.COMPLETED) {
            Transport.reset(client.channel());
            Transport.reset(target.channel());
        }
        listener.relayEnded(new RelayOutcome(
                client.received(), target.received(), end, Duration.ofNanos(ticker.nanoTime() - startedAt)));
    }

    private void scheduleIdleCheck(long delay) {
        if (delay > 0) {
            idleCheck = client.channel().eventLoop().schedule(this::checkIdle, delay, TimeUnit.NANOSECONDS);
        }
    }

    private void checkIdle() {
        switch (phase) {
            case MOVING -> {
                long left = idleNanos - (ticker.nanoTime() - lastMove);
                if (left <= 0) {
                    conclude(DataEnd.IDLE);
                } else {
                    scheduleIdleCheck(left);
                }
            }
            case CLOSING -> {
                long before = room;
                room = room();
                if (room == before) {
                    conclude(DataEnd.IDLE);
                } else {
                    scheduleIdleCheck(idleNanos > 0 ? idleNanos : LONGEST_STALL.toNanos());
                }
            }
            case OVER -> {}
        }
    }

    /** Grows by every byte that a side takes: tells a slow reader from one that has stopped. */
    private long room() {
        return room(client.channel()) + room(target.channel());
    }

    private static long room(Channel channel) {
        return channel.bytesBeforeUnwritable() - channel.bytesBeforeWritable();
    }

    private enum Phase {
        /** Bytes pass. */
        MOVING,
        /** Both sides ended; what was read still leaves. */
        CLOSING,
        /** Nothing is left to do. */
        OVER
    }

    private RelayLeg otherOf(RelayLeg leg) {
        return leg == client ? target : client;
    }
}
