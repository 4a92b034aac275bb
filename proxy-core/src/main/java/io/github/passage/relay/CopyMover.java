package io.github.passage.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.jspecify.annotations.Nullable;

/**
 * Moves bytes by copied buffers. A side is read only while the other side's outbound buffer is below its high water mark, so that a
 * stalled transfer holds at most that much and one read.
 */
final class CopyMover implements Mover {
    private final Relay relay;
    private final RelayLeg client;
    private final RelayLeg target;
    private @Nullable RelayLeg paused;
    private boolean leaving;

    CopyMover(Relay relay, RelayLeg client, RelayLeg target) {
        this.relay = relay;
        this.client = client;
        this.target = target;
    }

    /** Reads no more from a leg, so that what is on its way from it drains. */
    void pause(RelayLeg leg) {
        paused = leg;
        leg.channel().config().setAutoRead(false);
    }

    /** Reads no more from either. */
    void leave() {
        leaving = true;
        client.channel().config().setAutoRead(false);
        target.channel().config().setAutoRead(false);
    }

    /** Takes back {@link #pause} and {@link #leave}. */
    void resume() {
        paused = null;
        leaving = false;
        resume(client);
        resume(target);
    }

    private void resume(RelayLeg leg) {
        if (!leg.inputEnded()) {
            leg.channel().config().setAutoRead(mayRead(leg));
        }
    }

    @Override
    public boolean mayRead(RelayLeg leg) {
        return !leaving && leg != paused && relay.otherOf(leg).channel().isWritable();
    }

    @Override
    public void forward(RelayLeg from, ByteBuf bytes) {
        RelayLeg to = relay.otherOf(from);
        to.write(bytes).addListener((ChannelFutureListener) written -> {
            if (!written.isSuccess()) {
                relay.lost(to);
            }
        });
        if (!to.channel().isWritable()) {
            from.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void flushFrom(RelayLeg from) {
        relay.otherOf(from).flush();
    }

    @Override
    public void writabilityChanged(RelayLeg leg) {
        RelayLeg source = relay.otherOf(leg);
        if (!source.inputEnded()) {
            if (leg.channel().isWritable()) {
                relay.moved();
            }
            source.channel().config().setAutoRead(mayRead(source));
        }
    }

    @Override
    public long progress() {
        return room(client.channel()) + room(target.channel());
    }

    private static long room(Channel channel) {
        return channel.bytesBeforeUnwritable() - channel.bytesBeforeWritable();
    }

    @Override
    public void forget() {
        // The channels go on reading, and what comes reaches the relay through its legs.
    }

    @Override
    public void deliverFrom(RelayLeg leg) {
        RelayLeg to = relay.otherOf(leg);
        to.channel().config().setAutoRead(false);
        to.write(Unpooled.EMPTY_BUFFER).addListener(written -> relay.delivered());
        to.flush();
    }

    @Override
    public void stop() {
        // All that is held is in the channels.
    }
}
