package io.github.passage.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Holds what comes from a leg's peer to a {@link Pace}: stops reading where it is used up, and keeps what was read too much, as well
 * as the peer's end after it. That is one read; when a FIN comes, all that the kernel has, since channels read then whether they may or
 * not. Confined to the event loop.
 */
final class PacedInput extends ChannelDuplexHandler {
    private final Pace pace;
    private final RelayLeg leg;
    private final Queue<ByteBuf> held = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private boolean ended;

    PacedInput(Pace pace, RelayLeg leg) {
        this.pace = pace;
        this.leg = leg;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        for (ByteBuf bytes = held.poll(); bytes != null; bytes = held.poll()) {
            bytes.release();
        }
    }

    boolean isHolding() {
        return !held.isEmpty();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (isHolding()) {
            held.add(bytes);
            return;
        }
        int granted = pace.grant(bytes.readableBytes());
        if (granted == bytes.readableBytes()) {
            ctx.fireChannelRead(bytes);
            return;
        }
        held.add(bytes);
        ctx.channel().config().setAutoRead(false);
        if (granted > 0) {
            passOn(ctx, granted);
        }
        pace.await(this);
    }

    /** The relay wants to read: not yet, while something is held. */
    @Override
    public void read(ChannelHandlerContext ctx) {
        if (isHolding()) {
            ctx.channel().config().setAutoRead(false);
        } else {
            ctx.read();
        }
    }

    /**
     * Passes on what was held.
     *
     * @return how many bytes, at most as many as allowed
     */
    int pass(int allowed) {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            return 0;
        }
        int passed = passOn(ctx, allowed);
        ctx.fireChannelReadComplete();
        return passed;
    }

    private int passOn(ChannelHandlerContext ctx, int allowed) {
        int passed = 0;
        while (passed < allowed) {
            ByteBuf first = held.peek();
            if (first == null) {
                break;
            }
            int part = Math.min(allowed - passed, first.readableBytes());
            passed += part;
            if (part == first.readableBytes()) {
                held.remove();
                ctx.fireChannelRead(first);
            } else {
                ctx.fireChannelRead(first.readRetainedSlice(part));
            }
        }
        return passed;
    }

    /** Nothing is held any more: passes the peer's end on, or reads further. */
    void goOn() {
        if (context != null && ended) {
            ended = false;
            context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        } else {
            leg.readOn();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && isHolding()) {
            ended = true;
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        passAll(ctx);
        ctx.fireChannelInactive();
    }

    /** What a peer sent before its reset still has to arrive, and to wait is not worth it any more. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        passAll(ctx);
        ctx.fireExceptionCaught(cause);
    }

    private void passAll(ChannelHandlerContext ctx) {
        if (isHolding()) {
            passOn(ctx, Integer.MAX_VALUE);
            ctx.fireChannelReadComplete();
        }
    }
}
