package io.github.passage.replica;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import javax.net.ssl.SSLException;

/**
 * Makes of the end of TLS the end of the stream, and of a stream that ends without it a failure: otherwise a file that was cut off
 * would be taken for whole. A reset does without the end of TLS, for the same reason.
 */
final class TlsEnds extends ChannelDuplexHandler {
    private boolean ended;

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        switch (event) {
            case SslCloseCompletionEvent closed
            when closed.isSuccess() -> {
                if (!ended) {
                    ended = true;
                    ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
                }
            }
            case ChannelInputShutdownEvent shut -> {
                if (!ended) {
                    ended = true;
                    ctx.fireExceptionCaught(new SSLException("cut off"));
                }
            }
            default -> ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        Integer linger = ctx.channel().isOpen() ? ctx.channel().config().getOption(ChannelOption.SO_LINGER) : null;
        if (linger != null && linger == 0) {
            ctx.channel().unsafe().close(promise);
        } else {
            ctx.close(promise);
        }
    }
}
