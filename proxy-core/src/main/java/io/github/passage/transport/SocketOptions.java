package io.github.passage.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import jdk.net.ExtendedSocketOptions;

/** The socket options of each kind of connection. */
final class SocketOptions {
    /**
     * Delivers the urgent byte of {@code ABOR} (RFC 959 section 4.1.3) in its place in the stream; without it the byte is lost.
     * Numbers from asm-generic/socket.h. On NIO it is set by {@link NioListener}.
     */
    static final IntegerUnixChannelOption SO_OOBINLINE = new IntegerUnixChannelOption("SO_OOBINLINE", 1, 10);

    /** Load balancers forget connections that are idle for 350 s; two probes fit before that. */
    private static final int KEEPALIVE_IDLE_SECONDS = 120;

    private static final ChannelOption<Integer> NIO_KEEPIDLE = NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE);

    private SocketOptions() {}

    static void apply(ConnectionKind kind, Channel connection) {
        connection.config().setOption(ChannelOption.TCP_NODELAY, true);
        if (connection instanceof EpollSocketChannel) {
            connection.config().setOption(SO_OOBINLINE, 1);
        }
        if (kind == ConnectionKind.CONTROL) {
            connection.config().setOption(ChannelOption.SO_KEEPALIVE, true);
            connection
                    .config()
                    .setOption(keepaliveIdle(connection instanceof EpollSocketChannel), KEEPALIVE_IDLE_SECONDS);
        }
    }

    static void apply(ConnectionKind kind, Bootstrap bootstrap, boolean epoll) {
        bootstrap.option(ChannelOption.TCP_NODELAY, true);
        if (kind == ConnectionKind.CONTROL) {
            bootstrap.option(ChannelOption.SO_KEEPALIVE, true);
            bootstrap.option(keepaliveIdle(epoll), KEEPALIVE_IDLE_SECONDS);
        }
    }

    private static ChannelOption<Integer> keepaliveIdle(boolean epoll) {
        return epoll ? EpollChannelOption.TCP_KEEPIDLE : NIO_KEEPIDLE;
    }
}
