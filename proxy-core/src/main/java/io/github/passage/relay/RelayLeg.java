package io.github.passage.relay;

import io.github.passage.transport.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
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
    private @Nullable ByteBuf preface;
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

    /** Whether nothing can come from this side and nothing has to go there any more. */
    boolean isOver() {
        return inputEnded && outputEnded;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        releaseHeld();
    }

    /** Whether no other handler sees the channel's bytes. */
    boolean isAlone() {
        return channel().pipeline().first() == this && channel().pipeline().last() == this;
    }

    /** Whether bytes still have to go out before the first that are written. */
    boolean hasPreface() {
        return preface != null;
    }

    /** Bytes came from this side's peer without passing here. */
    void count(long bytes) {
        received += bytes;
    }

    /** This side's peer has sent all, which was seen elsewhere. */
    void endInput() {
        inputEnded = true;
    }

    /** Takes the end of a channel for a failure from now on, which a deregistered channel does not tell its handlers. */
    void failWhenClosed() {
        channel().closeFuture().addListener(closed -> fail());
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

    /** Bytes that go out before the first that are written to this side; takes ownership. */
    public void preface(ByteBuf bytes) {
        preface = bytes;
    }

    /** Writes without flushing; takes ownership of the bytes. */
    ChannelFuture write(ByteBuf bytes) {
        if (preface != null && bytes.isReadable()) {
            requireContext().write(preface);
            preface = null;
        }
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

    /** Closes after all that was written; which tells of the other side's end too. */
    void closeAfterWrites() {
        outputEnded = true;
        write(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        flush();
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
        if (preface != null) {
            preface.release();
            preface = null;
        }
    }

    private ChannelHandlerContext requireContext() {
        if (context == null) {
            throw new IllegalStateException("a relay leg must be in a pipeline before it is joined");
        }
        return context;
    }
}
