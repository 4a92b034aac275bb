package io.github.passage.transport;

import io.github.passage.address.Cidr;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.NotYetConnectedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops of a process and the channels that live on them: native epoll on Linux, NIO elsewhere.
 *
 * <p>Any thread may call it. Nothing here blocks, {@link #close()} apart.
 */
public final class Transport implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Transport.class);

    /** The limited broadcast address is nobody's source (RFC 919 section 7). */
    private static final List<Cidr> NOBODY = List.of(Cidr.parse("255.255.255.255/32"));

    private static final Duration DNS_QUERY_TIMEOUT = Duration.ofSeconds(2);

    private final LoopHandlers handlers;
    private final EventLoopGroup loops;
    private final ChannelTypes types;
    private final DnsAddressResolverGroup names;
    private final DescriptorLimit limit = DescriptorLimit.open();
    private final AcceptPause pause;

    private Transport(int threads, LoopHandlers handlers, ChannelTypes types, AcceptPauseListener told) {
        this.handlers = handlers;
        this.loops = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("passage-loop", true), handlers);
        this.types = types;
        this.names = new DnsAddressResolverGroup(withTimeout(new DnsNameResolverBuilder(), types));
        this.pause = new AcceptPause(loops::next, types::free, limit::now, told);
    }

    /** Starts event loops, and tells nobody when accepting pauses. */
    public static Transport open(int threads) {
        return open(threads, AcceptPauseListener.NONE);
    }

    /**
     * Starts event loops.
     *
     * @param threads number of event loops, at least 1
     * @param told when accepting pauses for want of file descriptors or memory
     */
    public static Transport open(int threads, AcceptPauseListener told) {
        if (threads < 1) {
            throw new IllegalArgumentException("event-loops: " + threads + " (expected: at least 1)");
        }
        return Epoll.isAvailable()
                ? new Transport(threads, new LoopHandlers(LastingRegistrations.newFactory()), ChannelTypes.EPOLL, told)
                : new Transport(threads, new LoopHandlers(NioIoHandler.newFactory()), ChannelTypes.NIO, told);
    }

    /** Whether the native epoll transport is in use, which the silent drop of foreign sources needs. */
    public boolean isEpoll() {
        return types.epoll();
    }

    /** The next event loop in turn. */
    public EventLoop nextLoop() {
        return loops.next();
    }

    /** All event loops. */
    public List<EventLoop> eventLoops() {
        List<EventLoop> all = new ArrayList<>();
        loops.forEach(loop -> all.add((EventLoop) loop));
        return all;
    }

    /**
     * Binds a listener. The kernel lets as many connections wait for their acceptance as it lets any listener (somaxconn, 4,096
     * unless set otherwise).
     *
     * @param options where, and who may reach it
     * @param accepting takes the accepted connections
     * @return done when the listener stands, or failed with the reason
     */
    public ChannelFuture listen(ListenOptions options, AcceptListener accepting) {
        InetSocketAddress address = EveryAddress.here(options.address());
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channelFactory(inPlace(options.place(), types.listener(address.getAddress())))
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new Acceptor(options.kind(), accepting, pause));
        if (isEpoll()) {
            SocketOptions.applyToListener(options.kind(), bootstrap);
        }
        if (options.silentlyAdmitted().isEmpty()) {
            return bootstrap.bind(address);
        }
        SilentDrop drop = SilentDrop.admitting(options.silentlyAdmitted());
        drop.on(bootstrap);
        ChannelFuture bound = bootstrap.bind(address);
        // The kernel copies options when they are set, which is before the bind ends.
        bound.addListener(done -> drop.close());
        return bound;
    }

    /**
     * Binds a UDP socket.
     *
     * @param address where; port 0 for any that is free
     * @param place where it is opened
     * @param handler the channel's first handler, which gets datagrams
     * @return done when the socket is bound, or failed with the reason
     */
    public ChannelFuture bindDatagrams(InetSocketAddress address, SocketPlace place, ChannelHandler handler) {
        return new Bootstrap()
                .group(loops)
                .channelFactory(inPlace(place, types.datagram()))
                .handler(handler)
                .bind(address);
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
                .channelFactory(inPlace(request.place(), types.socket()))
                .resolver(names)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(request.timeout().toMillis()))
                .handler(handler);
        SocketOptions.applyToDialled(request.kind(), bootstrap, isEpoll());
        if (isEpoll() && request.from() != null) {
            // Else every local port would serve one connection only, to whatever target, and run out under load.
            bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
        if (isEpoll() && request.from() != null && request.place().takesForeignAddresses()) {
            bootstrap.option(EpollChannelOption.IP_TRANSPARENT, true);
            bootstrap.option(SocketOptions.SO_MARK, SocketPlace.FOREIGN_ADDRESS_MARK);
        }
        ChannelFuture dialled = request.from() == null
                ? bootstrap.connect(request.to())
                : bootstrap.connect(request.to(), request.from());
        return dialled.cause() == null ? dialled : refused(loop, dialled);
    }

    private ChannelFuture refused(EventLoop loop, ChannelFuture failed) {
        Shortage.of(failed.cause()).ifPresent(pause::refused);
        // Where no socket could be opened, Netty would tell the listeners on a thread of its own.
        return new DefaultChannelPromise(failed.channel(), loop).setFailure(failed.cause());
    }

    private static ChannelFactory<Channel> inPlace(SocketPlace place, ChannelFactory<? extends Channel> types) {
        return () -> place.open(types::newChannel);
    }

    /**
     * Lets a connection fall silent: from now on nothing that its peer sends is taken or acknowledged, as if the host had lost its
     * network. Where the kernel cannot do that, nothing more is read.
     */
    public static void silence(Channel channel) {
        channel.config().setAutoRead(false);
        if (channel instanceof EpollSocketChannel && channel.isOpen()) {
            try (SilentDrop drop = SilentDrop.admitting(NOBODY)) {
                drop.on(channel);
            } catch (ChannelException gone) {
                LOGGER.debug("{} cannot be silenced: {}", channel, gone.getMessage());
            }
        }
    }

    /** Sends TCP keepalives on a connection whenever nothing else was sent for so long; whole seconds, at least one. */
    public static void keepAlive(Channel channel, Duration idle) {
        SocketOptions.keepAlive(channel, Math.toIntExact(Math.max(1, idle.toSeconds())));
    }

    /** A channel for DNS queries of this transport's type. */
    public DnsNameResolverBuilder dnsResolver() {
        return withTimeout(new DnsNameResolverBuilder(nextLoop()), types);
    }

    private static DnsNameResolverBuilder withTimeout(DnsNameResolverBuilder builder, ChannelTypes types) {
        // An answer that no datagram holds is asked for again over TCP: part of a list would be taken for all of it.
        return builder.datagramChannelFactory(types.datagram())
                .socketChannelFactory(types.socket())
                .queryTimeoutMillis(DNS_QUERY_TIMEOUT.toMillis());
    }

    /** Closes every channel and stops the event loops; returns when they have stopped, at most three seconds later. */
    @Override
    public void close() {
        handlers.closeAll();
        names.close();
        Future<?> stopped = loops.shutdownGracefully(0, Duration.ofSeconds(2).toMillis(), TimeUnit.MILLISECONDS);
        stopped.awaitUninterruptibly(2, TimeUnit.SECONDS);
        limit.close();
    }

    /** Tells the peer that nothing more will come, after all that was written; reading goes on. */
    public static void endOutput(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) written -> {
            if (written.isSuccess()) {
                shutDownOutput(written.channel());
            }
        });
    }

    static void shutDownOutput(Channel channel) {
        if (channel instanceof EpollSocketChannel connection && connection.fd() instanceof Socket socket) {
            try {
                // The channel would make an exception of it, with its stack trace, for writes that nobody does any
                // more.
                socket.shutdown(false, true);
            } catch (IOException | NotYetConnectedException gone) {
                // A connection that was reset is not connected any more, which Netty takes for not yet.
                LOGGER.debug("{} cannot be half-closed: {}", channel, gone.getMessage());
            }
        } else if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
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
