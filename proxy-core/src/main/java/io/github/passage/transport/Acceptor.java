package io.github.passage.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares accepted connections and leaves the choice of their event loop to the {@link AcceptListener}. */
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = LoggerFactory.getLogger(Acceptor.class);

    private final ConnectionKind kind;
    private final AcceptListener listener;

    Acceptor(ConnectionKind kind, AcceptListener listener) {
        this.kind = kind;
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Channel connection = (Channel) message;
        connection.config().setOption(ChannelOption.AUTO_READ, false);
        connection.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        try {
            SocketOptions.apply(kind, connection);
        } catch (ChannelException gone) {
            // The peer reset the connection before it was accepted.
            connection.unsafe().closeForcibly();
            return;
        }
        if (connection.remoteAddress() instanceof InetSocketAddress source
                && connection.localAddress() instanceof InetSocketAddress reached) {
            handOn(new Accepted(connection, source, reached));
        } else {
            connection.unsafe().closeForcibly();
        }
    }

    private void handOn(Accepted connection) {
        try {
            listener.accepted(connection);
        } catch (RuntimeException fault) {
            LOGGER.error("a connection from {} could not be taken over", connection.source(), fault);
            connection.refuse();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        listener.acceptFailed(cause);
        ctx.channel().config().setAutoRead(false);
        ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), 1, TimeUnit.SECONDS);
    }
}
