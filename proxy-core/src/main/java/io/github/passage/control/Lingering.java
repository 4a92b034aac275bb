package io.github.passage.control;

import io.github.passage.transport.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a client's connection after the last reply so that the client can read it: the close waits a little for the client's own.
 * Bytes that come after a close make the kernel reset the connection (RFC 1122 section 4.2.2.13), and a reset destroys what the client
 * has not read yet.
 */
class Lingering extends ChannelInboundHandlerAdapter {
    private static final int LONGEST_SECONDS = 5;
    private static final int MOST_BYTES_READ = 16 * 1024;

    private @Nullable Future<?> deadline;
    private int read;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        Transport.endOutput(ctx.channel());
        deadline = ctx.executor().schedule((Runnable) ctx::close, LONGEST_SECONDS, TimeUnit.SECONDS);
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            read += bytes.readableBytes();
        }
        ReferenceCountUtil.release(message);
        if (read > MOST_BYTES_READ) {
            ctx.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // The peer reset the connection, and has nothing more to be told.
        ctx.close();
    }
}
