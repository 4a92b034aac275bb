package io.github.passage.hop;

import io.github.passage.address.HostPort;
import io.github.passage.relay.Relay;
import io.github.passage.relay.RelayLeg;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.DialFailure;
import io.github.passage.transport.DialRequest;
import io.github.passage.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A hop that moves bytes per connection, as a load balancer does. It accepts before its target answers, and resets when the target
 * does not: a real load balancer's handshake is end to end.
 */
public final class RelayHop implements Hop, AcceptListener {
    private final RelayHopSettings settings;
    private final HopContext context;
    private final Listeners listeners;
    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;
    private volatile boolean stopped;

    private RelayHop(RelayHopSettings settings, HopContext context) {
        this.settings = settings;
        this.context = context;
        this.listeners = new Listeners(settings.name(), settings.admission(), context);
    }

    /**
     * Binds all listeners.
     *
     * @throws ListenException naming the address that cannot be bound; nothing stays bound then
     */
    public static RelayHop start(RelayHopSettings settings, HopContext context) {
        RelayHop hop = new RelayHop(settings, context);
        try {
            settings.ports().forEach(hop::open);
            return hop;
        } catch (RuntimeException e) {
            hop.listeners.closeAll();
            throw e;
        }
    }

    /**
     * Listens on one more port; returns when bound. Not to be called on an event loop.
     *
     * @throws ListenException if that fails
     */
    public void open(int port) {
        listeners.open(new InetSocketAddress(settings.listen(), port), ConnectionKind.DATA, this);
    }

    /** Stops listening on a port; connections that stand go on. Not to be called on an event loop. */
    public void close(int port) {
        listeners.close(new InetSocketAddress(settings.listen(), port));
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public void accepted(Accepted accepted) {
        Channel connection = accepted.channel();
        InetSocketAddress source = accepted.source();
        InetSocketAddress reached = accepted.reached();
        EventLoop loop = context.transport().nextLoop();
        RelayLeg sourceLeg = new RelayLeg();
        RelayLeg targetLeg = new RelayLeg();
        connection.pipeline().addLast(sourceLeg);
        loop.register(connection).addListener(registered -> keep(connection));
        context.transport().dial(loop, request(reached.getPort()), targetLeg).addListener((ChannelFutureListener)
                dialled -> {
                    if (dialled.isSuccess()) {
                        join(source, (InetSocketAddress) dialled.channel().remoteAddress(), sourceLeg, targetLeg);
                    } else {
                        Transport.reset(connection);
                        report(new HopFact.RelayTargetFailed(
                                source, request(reached.getPort()).to(), DialFailure.textOf(dialled.cause())));
                    }
                });
    }

    private void keep(Channel connection) {
        connections.add(connection);
        connection.closeFuture().addListener(closed -> forget(connection));
        if (stopped) {
            Transport.reset(connection);
        }
    }

    private DialRequest request(int port) {
        InetSocketAddress to = new HostPort(settings.target().address().host(), port).toSocketAddress();
        @Nullable InetAddress dialFrom = settings.target().dialFrom();
        InetSocketAddress from = dialFrom == null ? null : new InetSocketAddress(dialFrom, 0);
        return new DialRequest(to, from, settings.target().connectTimeout(), ConnectionKind.DATA);
    }

    private void join(InetSocketAddress source, InetSocketAddress target, RelayLeg sourceLeg, RelayLeg targetLeg) {
        report(new HopFact.Relayed(source, target));
        Relay.join(
                sourceLeg,
                targetLeg,
                settings.idle(),
                outcome -> report(new HopFact.RelayClosed(
                        target, outcome.fromClient(), outcome.fromTarget(), outcome.end(), outcome.took())));
    }

    @Override
    public void acceptFailed(Throwable cause) {
        report(new HopFact.AcceptFailed(String.valueOf(cause.getMessage())));
    }

    @Override
    public CompletableFuture<Void> drain() {
        draining = true;
        listeners.closeAll();
        completeWhenEmpty();
        return drained;
    }

    @Override
    public void close() {
        stopped = true;
        listeners.closeAll();
        connections.forEach(Transport::reset);
    }

    private void forget(Channel connection) {
        connections.remove(connection);
        completeWhenEmpty();
    }

    private void completeWhenEmpty() {
        if (draining && connections.isEmpty()) {
            drained.complete(null);
        }
    }

    private void report(HopFact fact) {
        context.telemetry().on(new TelemetryEvent.AtHop(settings.name(), fact));
    }
}
