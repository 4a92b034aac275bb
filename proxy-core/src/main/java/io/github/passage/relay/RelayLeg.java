package io.github.passage.relay;

import io.github.passage.transport.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One side of a relay. From the moment a connection is accepted or dialled it keeps what arrives, and whether the peer ended or
 * reset, until {@link Relay#join} gives it its other side: an epoll channel reads when a FIN comes although auto-read is off, and
 * without a holder small uploads that end before the target is connected would be lost.
 *
 * <p>Confined to its channel's event loop.
 */
public final class RelayLeg extends ChannelInboundHandlerAdapter {
    private final Queue<ByteBuf> held = new ArrayDeque<>();
    private @Nullable Relay relay;
    private @Nullable ChannelHandlerContext context;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean failed;
    private long received;

    /** A leg for one channel; add it as the last handler. */
    public RelayLeg() {}

    /** The leg's channel. */
    Channel channel() {
        return requireContext().channel();
    }

    /** Bytes that came from this side's peer. */
    long received() {
        return received;
    }

    boolean inputEnded() {
        return inputEnded;
    }

    boolean outputEnded() {
        return outputEnded;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        releaseHeld();
    }

    /** Hands over what was held and starts reading. */
    void attach(Relay joined) {
        relay = joined;
        for (ByteBuf bytes = held.poll(); bytes != null; bytes = held.poll()) {
            joined.forward(this, bytes);
        }
        joined.flushFrom(this);
        if (failed) {
            joined.legFailed(this);
        } else if (inputEnded) {
            joined.inputEnded(this);
        } else {
            channel().config().setAutoRead(joined.mayRead(this));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        received += bytes.readableBytes();
        if (relay == null) {
            held.add(bytes);
        } else {
            relay.forward(this, bytes);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (relay != null) {
            relay.flushFrom(this);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (relay != null) {
            relay.writabilityChanged(this);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !inputEnded) {
            inputEnded = true;
            if (relay != null) {
                relay.inputEnded(this);
            }
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A peer's reset shows here as a failed read; there is nothing to tell but that the connection is lost.
        fail();
        Transport.reset(ctx.channel());
    }

    /** Writes without flushing; takes ownership of the bytes. */
    ChannelFuture write(ByteBuf bytes) {
        return requireContext().write(bytes);
    }

    void flush() {
        requireContext().flush();
    }

    /** Passes the other side's end on, after all bytes before it. */
    void endOutput() {
        if (outputEnded) {
            return;
        }
        outputEnded = true;
        Transport.endOutput(channel());
    }

    private void fail() {
        if (!failed) {
            failed = true;
            if (relay != null) {
                relay.legFailed(this);
            }
        }
    }

    private void releaseHeld() {
        for (ByteBuf bytes = held.poll(); bytes != null; bytes = held.poll()) {
            bytes.release();
        }
    }

    private ChannelHandlerContext requireContext() {
        if (context == null) {
            throw new IllegalStateException("a relay leg must be in a pipeline before it is joined");
        }
        return context;
    }
}
