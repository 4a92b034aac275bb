package io.github.passage.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import jdk.net.ExtendedSocketOptions;

/**
 * The socket options of each kind of connection.
 *
 * <p>TCP_NODELAY is set everywhere, by Netty: a command or reply is one small segment that the other side waits for, and Nagle's
 * algorithm would hold it back until the last one is acknowledged, up to 40 ms later. On data connections it makes no difference but
 * for the last bytes before a pause.
 *
 * <p>SO_SNDBUF and SO_RCVBUF are set nowhere: a number of one's own ends the kernel's tuning (tcp(7), tcp_moderate_rcvbuf), which gives
 * a fast or distant peer megabytes, up to tcp_rmem and tcp_wmem, and an idle control connection almost nothing.
 */
final class SocketOptions {
    /**
     * Delivers the urgent byte of {@code ABOR} (RFC 959 section 4.1.3) in its place in the stream; without it the byte is lost.
     * Numbers from asm-generic/socket.h. On NIO it is set by {@link NioListener}.
     */
    static final IntegerUnixChannelOption SO_OOBINLINE = new IntegerUnixChannelOption("SO_OOBINLINE", 1, 10);

    static final IntegerUnixChannelOption SO_MARK = new IntegerUnixChannelOption("SO_MARK", 1, 36);

    private static final IntegerUnixChannelOption SO_KEEPALIVE = new IntegerUnixChannelOption("SO_KEEPALIVE", 1, 9);

    private static final IntegerUnixChannelOption TCP_KEEPIDLE = new IntegerUnixChannelOption("TCP_KEEPIDLE", 6, 4);

    /** Load balancers forget connections that are idle for 350 s; two probes fit before that. */
    private static final int KEEPALIVE_IDLE_SECONDS = 120;

    private static final ChannelOption<Integer> NIO_KEEPIDLE = NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE);

    /** Reads grow from what fits a directory listing to what takes few system calls for a file; 12 % less CPU than up to 64 KiB. */
    private static final RecvByteBufAllocator DATA_READS =
            new AdaptiveRecvByteBufAllocator(2048, 16 * 1024, 256 * 1024);

    private SocketOptions() {}

    /** What connections take over from their listener when they are accepted (Linux), which saves them these system calls. */
    static void applyToListener(ConnectionKind kind, Bootstrap listener) {
        listener.option(SO_OOBINLINE, 1);
        if (kind == ConnectionKind.CONTROL) {
            listener.option(SO_KEEPALIVE, 1);
            listener.option(TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
        }
    }

    static void applyToAccepted(ConnectionKind kind, Channel connection) {
        if (kind == ConnectionKind.DATA) {
            connection.config().setRecvByteBufAllocator(DATA_READS);
        } else if (!(connection instanceof EpollSocketChannel)) {
            keepAlive(connection, KEEPALIVE_IDLE_SECONDS);
        }
    }

    static void keepAlive(Channel connection, int idleSeconds) {
        connection.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        connection.config().setOption(keepaliveIdle(connection instanceof EpollSocketChannel), idleSeconds);
    }

    static void applyToDialled(ConnectionKind kind, Bootstrap bootstrap, boolean epoll) {
        if (kind == ConnectionKind.DATA) {
            bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, DATA_READS);
        } else {
            bootstrap.option(ChannelOption.SO_KEEPALIVE, true);
            bootstrap.option(keepaliveIdle(epoll), KEEPALIVE_IDLE_SECONDS);
        }
    }

    private static ChannelOption<Integer> keepaliveIdle(boolean epoll) {
        return epoll ? EpollChannelOption.TCP_KEEPIDLE : NIO_KEEPIDLE;
    }
}
