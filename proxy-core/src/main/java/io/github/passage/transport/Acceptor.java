package io.github.passage.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.Errors.NativeIoException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares accepted connections and leaves the choice of their event loop to the {@link AcceptListener}. What accepting fails of decides who pauses. */
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = LoggerFactory.getLogger(Acceptor.class);

    /** Of errno(3) on Linux, what accept(2) says of a connection that failed while it waited, or that a firewall forbids. */
    private static final Set<Integer> OF_ONE_CONNECTION = Set.of(1, 64, 71, 92, 95, 100, 101, 103, 112, 113);

    private final ConnectionKind kind;
    private final AcceptListener listener;
    private final AcceptPause pause;

    Acceptor(ConnectionKind kind, AcceptListener listener, AcceptPause pause) {
        this.kind = kind;
        this.listener = listener;
        this.pause = pause;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        pause.add(ctx.channel(), kind);
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        pause.remove(ctx.channel());
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Channel connection = (Channel) message;
        connection.config().setOption(ChannelOption.AUTO_READ, false);
        connection.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        try {
            SocketOptions.applyToAccepted(kind, connection);
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
        Optional<Shortage> shortage = Shortage.of(cause);
        if (shortage.isPresent()) {
            pause.refused(shortage.get());
        } else if (cause instanceof NativeIoException told && OF_ONE_CONNECTION.contains(-told.expectedErr())) {
            LOGGER.debug("a connection was gone before it was accepted: {}", cause.getMessage());
        } else {
            listener.acceptFailed(cause);
            ctx.channel().config().setAutoRead(false);
            ctx.executor().schedule(() -> pause.readAgain(ctx.channel()), 1, TimeUnit.SECONDS);
        }
    }
}
