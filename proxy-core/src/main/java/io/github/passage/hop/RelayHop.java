package io.github.passage.hop;

import io.github.passage.relay.Splicing;
import io.github.passage.relay.Traffic;
import io.github.passage.target.TargetChoice;
import io.github.passage.target.TargetState;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.Transport;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A hop that moves bytes per connection, as a load balancer does. It accepts before its target answers, and resets when the target
 * does not: a real load balancer's handshake is end to end.
 */
public final class RelayHop implements Hop {
    private final RelayHopSettings settings;
    private final HopContext context;
    private final Listeners listeners;
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private final Set<TargetChoice> choices = ConcurrentHashMap.newKeySet();
    private final Traffic traffic = new Traffic();
    private final DrainReports drains;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;
    private volatile boolean stopped;
    private volatile boolean frozen;

    private RelayHop(RelayHopSettings settings, HopContext context) {
        this.settings = settings;
        this.context = context;
        this.listeners = new Listeners(settings.name(), settings.place(), settings.admission(), context);
        this.drains = new DrainReports(settings.name(), context.telemetry(), this::openConnections);
    }

    /**
     * Binds all listeners.
     *
     * @throws ListenException naming the address that cannot be bound; nothing stays bound then
     */
    public static RelayHop start(RelayHopSettings settings, HopContext context) {
        RelayHop hop = new RelayHop(settings, context);
        try {
            settings.forwards().forEach(forward -> hop.open(forward));
            return hop;
        } catch (RuntimeException e) {
            hop.listeners.closeAll();
            throw e;
        }
    }

    /**
     * Listens on one more port; returns when bound. Not to be called on an event loop.
     *
     * @return the address bound, with the port that the system chose if 0 was asked for
     * @throws ListenException if that fails
     */
    public InetSocketAddress open(Forward forward) {
        choices.add(forward.targets());
        return listeners.open(
                new InetSocketAddress(settings.listen(), forward.port()), ConnectionKind.RELAYED, accepting(forward));
    }

    /** Stops listening on a port; connections that stand go on. Not to be called on an event loop. */
    public void close(int port) {
        listeners.close(new InetSocketAddress(settings.listen(), port));
    }

    @Override
    public String name() {
        return settings.name();
    }

    private AcceptListener accepting(Forward forward) {
        return new AcceptListener() {
            @Override
            public void accepted(Accepted connection) {
                new RelayedConnection(RelayHop.this, forward, connection, context.transport()).begin();
            }

            @Override
            public void acceptFailed(Throwable cause) {
                report(new HopFact.AcceptFailed(String.valueOf(cause.getMessage())));
            }
        };
    }

    /** Connections that are open or being made; a relayed one has two channels. */
    public int openConnections() {
        return (channels.size() + 1) / 2;
    }

    @Override
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public List<TargetState> targets() {
        return choices.stream()
                .flatMap(choice -> choice.targetStates().stream())
                .distinct()
                .toList();
    }

    @Override
    public boolean isDraining() {
        return drains.hasBegun();
    }

    RelayHopSettings settings() {
        return settings;
    }

    /** Keeps a channel of a connection until it is closed. */
    void keep(Channel channel) {
        channels.add(channel);
        channel.closeFuture().addListener(closed -> forget(channel));
        if (stopped) {
            Transport.reset(channel);
        } else if (frozen) {
            Transport.silence(channel);
        }
    }

    @Override
    public CompletableFuture<Void> drain() {
        drains.begin();
        draining = true;
        listeners.closeAll();
        completeWhenEmpty();
        return drained;
    }

    @Override
    public void freeze() {
        frozen = true;
        listeners.freeze();
        channels.forEach(Transport::silence);
    }

    @Override
    public void thaw() {
        frozen = false;
        channels.forEach(Transport::reset);
        listeners.thaw();
    }

    @Override
    public void close() {
        stopped = true;
        drains.end();
        listeners.closeAll();
        channels.forEach(Transport::reset);
    }

    /** Waits for a channel no more. */
    void forget(Channel channel) {
        channels.remove(channel);
        completeWhenEmpty();
    }

    private void completeWhenEmpty() {
        if (draining && channels.isEmpty()) {
            drains.end();
            drained.complete(null);
        }
    }

    Splicing splicing() {
        return context.splicing();
    }

    void report(HopFact fact) {
        context.telemetry().on(new TelemetryEvent.AtHop(settings.name(), fact));
    }
}
