package io.github.passage.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
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

    /** Numbers from linux/tcp.h. */
    private static final IntegerUnixChannelOption TCP_KEEPIDLE = new IntegerUnixChannelOption("TCP_KEEPIDLE", 6, 4);

    private static final IntegerUnixChannelOption TCP_KEEPINTVL = new IntegerUnixChannelOption("TCP_KEEPINTVL", 6, 5);

    private static final IntegerUnixChannelOption TCP_USER_TIMEOUT =
            new IntegerUnixChannelOption("TCP_USER_TIMEOUT", 6, 18);

    /** Load balancers forget connections that are idle for 350 s; five probes fit before that. */
    private static final int KEEPALIVE_IDLE_SECONDS = 60;

    private static final int KEEPALIVE_INTERVAL_SECONDS = 20;

    /**
     * How long a peer may owe an acknowledgement (tcp(7), RFC 5482); Linux bounds unanswered keepalives by it too, whatever their
     * number. The kernel's own 15 minutes hold sessions that nobody has any more. It must be well above the keepalive's first
     * probe, since one lost probe would end the connection otherwise: the last of six is at 160 s, so an outage of 100 seconds
     * costs no session that only waits.
     */
    private static final int UNANSWERED_MILLIS = 180_000;

    private static final ChannelOption<Integer> NIO_KEEPIDLE = NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE);

    /** Reads grow from what fits a directory listing to what takes few system calls for a file; 12 % less CPU than up to 64 KiB. */
    private static final RecvByteBufAllocator DATA_READS =
            new AdaptiveRecvByteBufAllocator(2048, 16 * 1024, 256 * 1024);

    /**
     * Lines are short, and what a client sends beyond them waits in the kernel. One size for all connections takes 150 bytes less of
     * memory for each session than a guess for each connection, of which thousands may wait.
     */
    private static final RecvByteBufAllocator CONTROL_READS = new FixedRecvByteBufAllocator(2048);

    private SocketOptions() {}

    private static RecvByteBufAllocator readsOf(ConnectionKind kind) {
        return kind == ConnectionKind.CONTROL ? CONTROL_READS : DATA_READS;
    }

    /** What connections take over from their listener when they are accepted (Linux), which saves them these system calls. */
    static void applyToListener(ConnectionKind kind, Bootstrap listener) {
        listener.option(SO_OOBINLINE, 1);
        if (kind != ConnectionKind.RELAYED) {
            listener.option(SO_KEEPALIVE, 1);
            listener.option(TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
        }
        if (kind == ConnectionKind.CONTROL) {
            listener.option(TCP_KEEPINTVL, KEEPALIVE_INTERVAL_SECONDS);
            listener.option(TCP_USER_TIMEOUT, UNANSWERED_MILLIS);
        }
    }

    static void applyToAccepted(ConnectionKind kind, Channel connection) {
        connection.config().setRecvByteBufAllocator(readsOf(kind));
        if (kind != ConnectionKind.RELAYED && !(connection instanceof EpollSocketChannel)) {
            keepAlive(connection, KEEPALIVE_IDLE_SECONDS);
        }
    }

    static void keepAlive(Channel connection, int idleSeconds) {
        connection.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        connection.config().setOption(keepaliveIdle(connection instanceof EpollSocketChannel), idleSeconds);
    }

    static void applyToDialled(ConnectionKind kind, Bootstrap bootstrap, boolean epoll) {
        bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, readsOf(kind));
        if (kind != ConnectionKind.RELAYED) {
            bootstrap.option(ChannelOption.SO_KEEPALIVE, true);
            bootstrap.option(keepaliveIdle(epoll), KEEPALIVE_IDLE_SECONDS);
        }
        if (kind == ConnectionKind.CONTROL && epoll) {
            bootstrap.option(EpollChannelOption.TCP_KEEPINTVL, KEEPALIVE_INTERVAL_SECONDS);
            bootstrap.option(EpollChannelOption.TCP_USER_TIMEOUT, UNANSWERED_MILLIS);
        }
    }

    private static ChannelOption<Integer> keepaliveIdle(boolean epoll) {
        return epoll ? EpollChannelOption.TCP_KEEPIDLE : NIO_KEEPIDLE;
    }
}
