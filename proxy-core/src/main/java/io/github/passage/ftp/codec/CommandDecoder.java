package io.github.passage.ftp.codec;

import io.github.passage.ftp.Command;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a client's control connection to {@link Command}s, or {@link OverlongLine} where the limit is passed.
 *
 * <p>One read can bring more commands than their reader wants at once: {@link #hold} keeps the rest here as bytes, and with it the
 * news that the client sends no more. Confined to the channel's event loop.
 */
public final class CommandDecoder extends BoundedLineDecoder {
    /**
     * Commands are held up to here, which is more than one read brings. Should more be read unasked, it is handed on, to a reader that
     * must bear or refuse it.
     */
    static final int MOST_HELD = 1 << 20;

    private @Nullable ChannelHandlerContext context;
    private @Nullable Object endOfInput;
    private boolean held;
    private boolean resuming;

    /** A decoder for one connection. */
    public CommandDecoder(LineLimits limits) {
        super(limits.commandBytes());
    }

    /** Hands on no further command until {@link #resume}; may be called for one that is being handed on. */
    public void hold() {
        held = true;
    }

    /** Hands on what was held, at once, unless it is held again meanwhile. */
    public void resume() {
        if (!held) {
            return;
        }
        held = false;
        ChannelHandlerContext ctx = context;
        if (ctx != null && !resuming) {
            resuming = true;
            try {
                goOn(ctx);
            } finally {
                resuming = false;
            }
        }
    }

    /** Whether commands are, or are still to be, handed on before any that are not read yet. */
    public boolean isBusy() {
        return held || resuming;
    }

    private void goOn(ChannelHandlerContext ctx) {
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
            Object end = endOfInput;
            if (end != null && !held) {
                endOfInput = null;
                super.userEventTriggered(ctx, end);
            }
        } catch (Exception fault) {
            ctx.fireExceptionCaught(fault);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        context = null;
        if (endOfInput != null) {
            ctx.fireUserEventTriggered(endOfInput);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (held && event instanceof ChannelInputShutdownEvent) {
            endOfInput = event;
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    boolean isHeld(int bytes) {
        return held && bytes <= MOST_HELD;
    }

    @Override
    Object lineRead(byte[] wire) {
        return Command.parse(wire);
    }

    @Override
    boolean endOfStreamEndsLine() {
        // What was cut off may have said which file.
        return false;
    }

    @Override
    Object lineTooLong() {
        return OverlongLine.INSTANCE;
    }
}
