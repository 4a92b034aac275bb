package io.github.passage.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The event loops of a process and the channels that live on them: native epoll on Linux, NIO elsewhere.
 *
 * <p>Any thread may call it. Nothing here blocks, {@link #close()} apart.
 */
public final class Transport implements AutoCloseable {
    private static final Duration DNS_QUERY_TIMEOUT = Duration.ofSeconds(2);

    private final EventLoopGroup loops;
    private final ChannelTypes types;
    private final DnsAddressResolverGroup names;

    private Transport(EventLoopGroup loops, ChannelTypes types) {
        this.loops = loops;
        this.types = types;
        this.names = new DnsAddressResolverGroup(withTimeout(new DnsNameResolverBuilder(), types));
    }

    /**
     * Starts event loops.
     *
     * @param threads number of event loops, at least 1
     */
    public static Transport open(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("event-loops: " + threads + " (expected: at least 1)");
        }
        DefaultThreadFactory factory = new DefaultThreadFactory("passage-loop", true);
        return Epoll.isAvailable()
                ? new Transport(
                        new MultiThreadIoEventLoopGroup(threads, factory, EpollIoHandler.newFactory()),
                        ChannelTypes.EPOLL)
                : new Transport(
                        new MultiThreadIoEventLoopGroup(threads, factory, NioIoHandler.newFactory()), ChannelTypes.NIO);
    }

    /** Whether the native epoll transport is in use, which the silent drop of foreign sources needs. */
    public boolean isEpoll() {
        return types.epoll();
    }

    /** The next event loop in turn. */
    public EventLoop nextLoop() {
        return loops.next();
    }

    /**
     * Binds a listener.
     *
     * @param options where, and who may reach it
     * @param accepting takes the accepted connections
     * @return done when the listener stands, or failed with the reason
     */
    public ChannelFuture listen(ListenOptions options, AcceptListener accepting) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channelFactory(options.silentlyAdmitted().isEmpty() ? types.server() : types.serverV4())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .handler(new Acceptor(options.kind(), accepting));
        if (isEpoll()) {
            bootstrap.option(SocketOptions.SO_OOBINLINE, 1);
        }
        if (options.silentlyAdmitted().isEmpty()) {
            return bootstrap.bind(options.address());
        }
        SilentDrop drop = SilentDrop.admitting(options.silentlyAdmitted());
        drop.on(bootstrap);
        ChannelFuture bound = bootstrap.bind(options.address());
        // The kernel copies options when they are set, which is before the bind ends.
        bound.addListener(done -> drop.close());
        return bound;
    }

    /**
     * Dials.
     *
     * @param loop the event loop that the channel is to live on
     * @param request where to, where from, how long to try
     * @param handler the channel's first handler
     * @return done when the connection stands, or failed with the reason
     */
    public ChannelFuture dial(EventLoop loop, DialRequest request, ChannelHandler handler) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(types.socket())
                .resolver(names)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(request.timeout().toMillis()))
                .handler(handler);
        SocketOptions.apply(request.kind(), bootstrap, isEpoll());
        if (isEpoll() && request.from() != null) {
            // Else every local port would serve one connection only, to whatever target, and run out under load.
            bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
        return request.from() == null
                ? bootstrap.connect(request.to())
                : bootstrap.connect(request.to(), request.from());
    }

    /** A channel for DNS queries of this transport's type. */
    public DnsNameResolverBuilder dnsResolver() {
        return withTimeout(new DnsNameResolverBuilder(nextLoop()), types);
    }

    private static DnsNameResolverBuilder withTimeout(DnsNameResolverBuilder builder, ChannelTypes types) {
        return builder.datagramChannelFactory(types.datagram()).queryTimeoutMillis(DNS_QUERY_TIMEOUT.toMillis());
    }

    /** Closes every channel and stops the event loops; returns when they have stopped, at most two seconds later. */
    @Override
    public void close() {
        names.close();
        Future<?> stopped = loops.shutdownGracefully(0, Duration.ofSeconds(2).toMillis(), TimeUnit.MILLISECONDS);
        stopped.awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    /** Tells the peer that nothing more will come, after all that was written; reading goes on. */
    public static void endOutput(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) written -> {
            if (written.isSuccess() && written.channel() instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            }
        });
    }

    /** Closes a channel with a reset instead of an orderly end. */
    public static ChannelFuture reset(Channel channel) {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException alreadyClosed) {
            // The option cannot be set any more, and need not be.
            return channel.close();
        }
        return channel.close();
    }
}
