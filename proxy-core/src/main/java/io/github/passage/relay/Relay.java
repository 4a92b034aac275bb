package io.github.passage.relay;

import io.github.passage.telemetry.DataEnd;
import io.github.passage.transport.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Moves bytes between two channels of one event loop: by copied buffers at first, and from then on inside the kernel, once a side has
 * sent much and nobody else has to see the bytes (Linux). What peers and listeners see is the same.
 *
 * <p>A stalled transfer holds a bounded number of bytes. A half-close is passed on as one, a reset as a reset. Confined to the event
 * loop.
 */
public final class Relay {
    /** Bytes that wait for a slow side: reading stops at the high mark and goes on at the low one. */
    public static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(128 * 1024, 256 * 1024);

    /** Where no idle timeout is set: how long a side may take no byte of what it still has to get. */
    private static final Duration LONGEST_STALL = Duration.ofMinutes(5);

    /** How long a forgotten connection is kept for peers that say nothing and do not close. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final RelayLeg client;
    private final RelayLeg target;
    private final RelayListener listener;
    private final Ticker ticker;
    private final RelayIdle idle;
    private final RelayTap tap;
    private final Traffic traffic;
    private final IdleWatch watch;
    private final StallCheck stall;
    private final long startedAt;
    private final SpliceSwitch splice;
    private Mover mover;
    private RelayPhase phase = RelayPhase.MOVING;
    private boolean drained;
    private @Nullable RelayLeg lost;
    private @Nullable ScheduledFuture<?> remembered;

    private Relay(RelayLeg client, RelayLeg target, RelaySettings settings, RelayListener listener) {
        this.client = client;
        this.target = target;
        this.listener = listener;
        this.ticker = client.channel().eventLoop().ticker();
        this.idle = settings.idle();
        this.tap = settings.tap();
        this.traffic = settings.traffic();
        this.watch = new IdleWatch(idle, client.channel(), target.channel(), this::idled);
        Duration stalling = idle.timeout().isZero() ? LONGEST_STALL : idle.timeout();
        this.stall = new StallCheck(
                client.channel().eventLoop(), stalling.toNanos(), () -> mover.progress(), () -> conclude(DataEnd.IDLE));
        this.startedAt = ticker.nanoTime();
        CopyMover copy = new CopyMover(this, client, target);
        this.mover = copy;
        Splicing splicing = tap.equals(RelayTap.NONE) ? settings.splicing() : Splicing.NEVER;
        this.splice = new SpliceSwitch(this, copy, client, target, splicing);
    }

    /**
     * Joins two legs.
     *
     * @param client the leg of the side that dialled
     * @param target the leg of the side that was dialled, on the same event loop
     * @param listener told once, when both channels are closed or closing
     */
    public static Relay join(RelayLeg client, RelayLeg target, RelaySettings settings, RelayListener listener) {
        Relay relay = new Relay(client, target, settings, listener);
        client.channel().config().setWriteBufferWaterMark(WATER_MARKS);
        target.channel().config().setWriteBufferWaterMark(WATER_MARKS);
        relay.watch.start();
        client.attach(relay);
        if (relay.phase == RelayPhase.MOVING) {
            target.attach(relay);
        }
        relay.splice.arm();
        return relay;
    }

    /** Since when no byte has moved. */
    public Duration idleFor() {
        return watch.idleFor();
    }

    /** Resets both sides now. */
    public void cut() {
        conclude(DataEnd.CUT);
    }

    boolean isMoving() {
        return phase == RelayPhase.MOVING;
    }

    boolean isSpliced() {
        return mover instanceof SpliceMover;
    }

    /** Moves bytes so from now on. */
    void use(Mover other) {
        mover = other;
    }

    /** Splicing is refused, and nothing was moved by it. */
    void copyAgain() {
        splice.goBack();
    }

    /** A byte has moved. */
    void moved() {
        watch.moved();
    }

    /** Bytes of a leg's peer were taken into the kernel's pipe. */
    void spliced(RelayLeg from, long bytes) {
        from.spliced(bytes, ticker.nanoTime());
        traffic.spliced(from == client, bytes);
        watch.moved();
    }

    boolean mayRead(RelayLeg leg) {
        return mover.mayRead(leg);
    }

    void forward(RelayLeg from, ByteBuf bytes) {
        traffic.copied(from == client, bytes.readableBytes());
        if (phase != RelayPhase.MOVING) {
            bytes.release();
            sentTooLate(from);
            return;
        }
        watch.moved();
        if (from == client) {
            tap.fromClient(bytes);
        } else {
            tap.fromTarget(bytes);
        }
        mover.forward(from, bytes);
    }

    void flushFrom(RelayLeg from) {
        if (phase == RelayPhase.MOVING) {
            mover.flushFrom(from);
            splice.consider(from);
        }
    }

    void writabilityChanged(RelayLeg leg) {
        if (phase == RelayPhase.MOVING) {
            mover.writabilityChanged(leg);
        }
    }

    void inputEnded(RelayLeg leg) {
        sentTooLate(leg);
        if (phase != RelayPhase.MOVING) {
            return;
        }
        if (client.inputEnded() && target.inputEnded()) {
            close(true);
        } else {
            otherOf(leg).endOutput();
        }
    }

    /** Something came from a side, its end perhaps: the answer if the relay is forgotten. */
    void sentTooLate(RelayLeg from) {
        if (phase == RelayPhase.FORGOTTEN && idle.after() == AfterIdle.RESET) {
            Transport.reset(from.channel());
        }
    }

    void legFailed(RelayLeg leg) {
        if (phase != RelayPhase.FORGOTTEN && (phase != RelayPhase.CLOSING || !leg.isOver())) {
            lost(leg);
        }
    }

    /**
     * A side was reset, or cannot be written to. What it had sent before still reaches the other side, as it would without a relay:
     * clients end uploads so that leave something unread, the session tickets of TLS 1.3 say.
     */
    void lost(RelayLeg leg) {
        if (phase == RelayPhase.MOVING || phase == RelayPhase.CLOSING) {
            phase = RelayPhase.LOST;
            lost = leg;
            drained = false;
            watch.stop();
            stall.start();
            mover.deliverFrom(leg);
        } else if (phase == RelayPhase.LOST && leg != lost) {
            conclude(resetBy(leg));
        }
    }

    /** A side cannot be served any more, though it may still be there. */
    void broken(RelayLeg leg) {
        conclude(resetBy(leg));
    }

    /** What a lost side had sent was handed over. */
    void delivered() {
        RelayLeg gone = lost;
        if (gone != null && !drained) {
            drained = true;
            SendQueue.whenEmpty(otherOf(gone).channel(), stall::start, () -> conclude(resetBy(gone)));
        }
    }

    private DataEnd resetBy(RelayLeg leg) {
        return leg == client ? DataEnd.CLIENT_RESET : DataEnd.TARGET_RESET;
    }

    /**
     * Both sides have sent all; what a slow side has not taken yet still has to leave.
     *
     * @param allWritten whether all was written to the channels or sockets; called again when it was
     */
    void close(boolean allWritten) {
        if (phase == RelayPhase.MOVING) {
            phase = RelayPhase.CLOSING;
            watch.stop();
            stall.start();
        }
        if (phase == RelayPhase.CLOSING && allWritten && !drained) {
            drained = true;
            mover.stop();
            stall.start();
            closeAfterWrites(client);
            closeAfterWrites(target);
        }
    }

    private void closeAfterWrites(RelayLeg leg) {
        leg.channel().closeFuture().addListener(closed -> concludeWhenClosed(DataEnd.COMPLETED));
        leg.closeAfterWrites();
    }

    private void concludeWhenClosed(DataEnd end) {
        if (!client.channel().isOpen() && !target.channel().isOpen()) {
            conclude(end);
        }
    }

    private void conclude(DataEnd reason) {
        if (phase == RelayPhase.OVER) {
            return;
        }
        DataEnd end = lost == null || reason == DataEnd.CUT ? reason : resetBy(lost);
        phase = RelayPhase.OVER;
        watch.stop();
        stall.stop();
        if (remembered != null) {
            remembered.cancel(false);
        }
        mover.stop();
        if (end != DataEnd.COMPLETED) {
            Transport.reset(client.channel());
            Transport.reset(target.channel());
        }
        RelayOutcome outcome = RelayOutcome.of(client, target, end, Duration.ofNanos(ticker.nanoTime() - startedAt));
        tap.ended(outcome);
        listener.relayEnded(outcome);
    }

    private void idled() {
        if (phase != RelayPhase.MOVING) {
            return;
        } else if (idle.after() == AfterIdle.END) {
            conclude(DataEnd.IDLE);
            return;
        }
        phase = RelayPhase.FORGOTTEN;
        for (RelayLeg leg : List.of(client, target)) {
            leg.channel().closeFuture().addListener(closed -> concludeWhenClosed(DataEnd.IDLE));
            if (idle.after() == AfterIdle.SILENCE) {
                Transport.silence(leg.channel());
            } else {
                leg.channel().config().setAutoRead(true);
            }
        }
        mover.forget();
        remembered = client.channel()
                .eventLoop()
                .schedule(() -> conclude(DataEnd.IDLE), REMEMBERED.toNanos(), TimeUnit.NANOSECONDS);
        listener.relayForgotten();
    }

    RelayLeg otherOf(RelayLeg leg) {
        return leg == client ? target : client;
    }
}
