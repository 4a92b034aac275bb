package io.github.passage.relay;

import io.github.passage.transport.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInboundInvoker;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One side of a relay. From the moment a connection is accepted or dialled it keeps what arrives, and whether the peer ended or
 * reset, until {@link Relay#join} gives it its other side: an epoll channel reads when a FIN comes although auto-read is off, and
 * without a holder small uploads that end before the target is connected would be lost.
 *
 * <p>Confined to its channel's event loop.
 */
public final class RelayLeg extends ChannelInboundHandlerAdapter {
    private final Consumer<Channel> ending;
    private final Queue<ByteBuf> held = new ArrayDeque<>();
    private @Nullable Relay relay;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf preface;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean failed;
    private volatile long received;
    private long firstAt;
    private long spliced;

    /** A leg for one channel; add it as the last handler. */
    public RelayLeg() {
        this(Transport::endOutput);
    }

    /**
     * A leg for a channel with a layer of its own between the bytes and the network.
     *
     * @param ending tells the peer that nothing more will come, after all that was written
     */
    public RelayLeg(Consumer<Channel> ending) {
        this.ending = ending;
    }

    /** The leg that a channel has, which holds what came before; else a new one, as the last handler. */
    public static RelayLeg of(Channel channel) {
        RelayLeg known = channel.pipeline().get(RelayLeg.class);
        if (known != null) {
            return known;
        }
        RelayLeg leg = new RelayLeg();
        channel.pipeline().addLast(leg);
        return leg;
    }

    /**
     * Adds a handler directly before a leg that no relay has yet, through which goes too what the leg holds already. On the event
     * loop, the channel registered.
     */
    public void putBefore(String name, ChannelHandler handler) {
        ChannelHandlerContext own = requireContext();
        ChannelInboundInvoker source = own.pipeline();
        for (String other : own.pipeline().names()) {
            if (other.equals(own.name())) {
                break;
            }
            source = own.pipeline().context(other);
        }
        own.pipeline().addBefore(own.name(), name, handler);
        Queue<ByteBuf> again = new ArrayDeque<>(held);
        held.clear();
        received = 0;
        for (ByteBuf bytes = again.poll(); bytes != null; bytes = again.poll()) {
            source.fireChannelRead(bytes);
        }
        if (inputEnded) {
            inputEnded = false;
            source.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    /** The leg's channel. */
    Channel channel() {
        return requireContext().channel();
    }

    /** Bytes that have come from this side's peer up to now. Any thread may ask. */
    public long received() {
        return received;
    }

    /** How many of them did not pass here. */
    long spliced() {
        return spliced;
    }

    /** When the first byte came, by the clock of the event loop; empty if none did. */
    OptionalLong firstAt() {
        return received == 0 ? OptionalLong.empty() : OptionalLong.of(firstAt);
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

    /** Bytes came from this side's peer without passing here, at a time by the clock of the event loop. */
    void spliced(long bytes, long at) {
        long before = received;
        if (before == 0) {
            firstAt = at;
        }
        received = before + bytes;
        spliced += bytes;
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

    /** Reads again after somebody else had stopped it, if the relay wants it. */
    void readOn() {
        if (relay != null && !inputEnded && channel().isActive()) {
            channel().config().setAutoRead(relay.mayRead(this));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        long before = received;
        if (before == 0) {
            firstAt = ctx.channel().eventLoop().ticker().nanoTime();
        }
        received = before + bytes.readableBytes();
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
        ending.accept(channel());
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
