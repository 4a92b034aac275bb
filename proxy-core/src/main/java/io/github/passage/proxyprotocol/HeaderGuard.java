package io.github.passage.proxyprotocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/**
 * Looks whether a connection begins with a PROXY header that nobody asked for. Other bytes pass, and the guard leaves; of the
 * beginning of a signature it holds a few until more have come.
 */
public final class HeaderGuard extends ChannelInboundHandlerAdapter {
    private final Runnable found;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private boolean isHeader;

    /**
     * A guard for one connection.
     *
     * @param found called once, on the event loop, if there is a header, of which no byte passes; it must close the connection
     */
    public HeaderGuard(Runnable found) {
        this.found = found;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf more = (ByteBuf) message;
        if (isHeader) {
            more.release();
            return;
        }
        held = held.isReadable() ? Unpooled.wrappedBuffer(held, more) : more;
        switch (HeaderParser.beginningOf(held)) {
            case UNCLEAR -> {}
            case OTHER -> ctx.pipeline().remove(this);
            case VERSION_1, VERSION_2 -> {
                isHeader = true;
                found.run();
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !isHeader) {
            ctx.pipeline().remove(this);
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ByteBuf rest = held;
        held = Unpooled.EMPTY_BUFFER;
        if (rest.isReadable() && !isHeader && ctx.channel().isActive()) {
            ctx.fireChannelRead(rest);
            ctx.fireChannelReadComplete();
        } else {
            rest.release();
        }
    }
}
