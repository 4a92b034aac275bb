package io.github.passage.target;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.ConnectFailure;
import io.github.passage.telemetry.HopFact;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.DialFailure;
import io.github.passage.transport.DialRequest;
import io.github.passage.transport.Transport;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Connects to a hop's targets. Cheap to make: nothing runs before somebody watches or connects. Any thread may call it. */
public final class TargetConnector implements AutoCloseable {
    private final Transport transport;
    private final TargetSettings settings;
    private final @Nullable TargetPool pool;

    /** A connector for the targets of a hop. */
    public TargetConnector(Transport transport, TargetSettings settings) {
        this(transport, settings, transport::dnsResolver);
    }

    TargetConnector(Transport transport, TargetSettings settings, Supplier<DnsNameResolverBuilder> resolver) {
        this.transport = transport;
        this.settings = settings;
        this.pool = settings.pool().map(wanted -> pool(wanted, resolver)).orElse(null);
    }

    private TargetPool pool(PoolSettings wanted, Supplier<DnsNameResolverBuilder> resolver) {
        EventLoop loop = transport.nextLoop();
        return new TargetPool(
                wanted,
                () -> new DnsHostLookup(resolver.get(), loop, Optional.ofNullable(settings.dialFrom())),
                settings.connectTimeout(),
                loop);
    }

    /** The first target as the settings name it, for people. */
    public HostPort name() {
        return settings.address();
    }

    /**
     * Watches from now on whether targets can be reached, in the way that the settings of their pool say. Without a pool somebody else
     * does.
     *
     * @param report told of each change of health
     */
    public void watch(Consumer<HopFact> report) {
        if (pool != null) {
            pool.watch(this::probe, report);
        }
    }

    private void probe(Target target, CheckKind kind, Consumer<Optional<String>> result) {
        if (kind == CheckKind.AUTO) {
            connects(target, settings.connectTimeout(), result);
        } else if (kind == CheckKind.CONNECT) {
            connects(target, pace().timeout(), result);
        } else {
            GreetingProbe probe = new GreetingProbe(wanted().header(), pace().timeout(), result);
            dial(request(target, pace().timeout()), probe).addListener((ChannelFutureListener)
                    dialled -> trouble(dialled, pace().timeout()).ifPresent(probe::failed));
        }
    }

    private PoolSettings wanted() {
        return settings.pool().orElseThrow();
    }

    private HealthCheckSettings pace() {
        return wanted().pace();
    }

    private void connects(Target target, Duration timeout, Consumer<Optional<String>> result) {
        dial(request(target, timeout), new Silent()).addListener((ChannelFutureListener) dialled -> {
            if (dialled.isSuccess()) {
                // A channel that could not be created has no event loop to close it on.
                dialled.channel().close();
            }
            result.accept(trouble(dialled, timeout));
        });
    }

    /** Why a dial failed that had so much time, in one line; empty if it did not. */
    private static Optional<String> trouble(ChannelFuture dialled, Duration timeout) {
        if (dialled.isSuccess()) {
            return Optional.empty();
        }
        return Optional.of(
                dialled.cause() instanceof ConnectTimeoutException
                        ? "no answer within " + timeout.toMillis() + " ms"
                        : DialFailure.textOf(dialled.cause()));
    }

    private DialRequest request(Target target, Duration timeout) {
        return new DialRequest(
                target.address().toSocketAddress(),
                local(settings.dialFrom()),
                timeout,
                ConnectionKind.CONTROL,
                settings.place());
    }

    private ChannelFuture dial(DialRequest request, ChannelHandler handler) {
        return transport.dial(transport.nextLoop(), request, handler);
    }

    /** The targets as they are now; empty if they are not known beforehand. */
    public List<TargetState> states() {
        return choice().targetStates();
    }

    private TargetChoice choice() {
        return pool == null ? settings.choice() : pool;
    }

    /** Watches no more. Connections stand, and can still be made. */
    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }

    /**
     * Done when it is worth connecting: at once, but for names that nobody has looked up yet. Never exceptionally, and within the
     * connect timeout.
     */
    public CompletableFuture<Void> ready() {
        return pool == null ? CompletableFuture.completedFuture(null) : pool.known();
    }

    /**
     * Connects to a target's own port.
     *
     * @param loop the event loop that the channel is to live on
     * @param flow the client's control connection, by which one of several targets is chosen
     * @param tried targets that are not to be tried again
     * @param handler the channel's first handler
     * @return empty if there is no target for it
     */
    public Optional<Dialled> connect(EventLoop loop, Flow flow, Set<HostPort> tried, ChannelHandler handler) {
        return choice().choose(flow, targets(tried)).map(target -> {
            ChannelFuture dialling = transport.dial(loop, request(target, settings.connectTimeout()), handler);
            if (pool != null) {
                follow(target, pool, dialling);
            }
            return new Dialled(target.address(), dialling);
        });
    }

    /** Whether there is a target besides those that were tried, not known to be unfit. */
    public boolean hasOther(Set<HostPort> tried) {
        return choice().hasOther(targets(tried));
    }

    private static Set<Target> targets(Set<HostPort> addresses) {
        return addresses.stream().map(Target::new).collect(Collectors.toSet());
    }

    private void follow(Target target, TargetPool pool, ChannelFuture dialling) {
        Runnable over = pool.follow(target, () -> {});
        dialling.addListener((ChannelFutureListener) dialled -> {
            // What is no word of the network, such as a shortage of descriptors, says nothing of the target.
            if (dialled.isSuccess() || DialCause.of(dialled.cause()) != ConnectFailure.OTHER) {
                pool.dialled(target, trouble(dialled, settings.connectTimeout()));
            }
            if (dialled.isSuccess()) {
                dialled.channel().closeFuture().addListener(closed -> over.run());
            } else {
                over.run();
            }
        });
    }

    /**
     * Connects a data connection, from the address that the control connection was dialled from to the address that it led to:
     * servers compare the two (vsftpd's pasv_promiscuous, AWS Transfer Family's sharding by source address).
     *
     * @param loop the event loop that the channel is to live on
     * @param to the server's data port
     * @param from the local address of the control connection
     * @param handler the channel's first handler
     */
    public ChannelFuture connectData(EventLoop loop, InetSocketAddress to, InetAddress from, ChannelHandler handler) {
        return transport.dial(
                loop,
                new DialRequest(to, local(from), settings.connectTimeout(), ConnectionKind.DATA, settings.place()),
                handler);
    }

    private static @Nullable InetSocketAddress local(@Nullable InetAddress from) {
        return from == null ? null : new InetSocketAddress(from, 0);
    }

    /** Of a probe: what the server says, or that it resets, is of no concern. */
    private static final class Silent extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
