package io.github.passage.hop;

import io.github.passage.hop.Outward.HeaderOut;
import io.github.passage.proxyprotocol.HeaderReader;
import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.relay.GuardedTap;
import io.github.passage.relay.Relay;
import io.github.passage.relay.RelayLeg;
import io.github.passage.relay.RelayListener;
import io.github.passage.relay.RelayOutcome;
import io.github.passage.relay.RelaySettings;
import io.github.passage.relay.RelayTap;
import io.github.passage.target.Flow;
import io.github.passage.target.Target;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.HeaderFault;
import io.github.passage.telemetry.HopFact;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.DialFailure;
import io.github.passage.transport.DialRequest;
import io.github.passage.transport.Transport;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection of a hop in relay mode, from its acceptance to its end. Confined to its event loop once that is chosen. */
final class RelayedConnection implements RelayListener, HeaderReader.Listener {
    private static final String HEADER = "proxy-header";

    /** A load balancer in the same machine sends its header with the connection. */
    private static final HeaderReader.Wait PATIENCE = HeaderReader.Wait.atOnce(ProxyProtocolSettings.DEFAULT_TIMEOUT);

    private final RelayHop hop;
    private final Forward forward;
    private final Channel connection;
    private final Flow flow;
    private final Transport transport;
    private final RelayLeg sourceLeg = new RelayLeg();
    private final RelayLeg targetLeg = new RelayLeg();
    private RelayTap tap = RelayTap.NONE;
    private ProxyHeader header;
    private boolean overPrivateLink;
    private boolean forgotten;
    private @Nullable InetSocketAddress target;
    private @Nullable Relay relay;
    private Runnable leave = () -> {};

    RelayedConnection(RelayHop hop, Forward forward, Accepted accepted, Transport transport) {
        this.hop = hop;
        this.forward = forward;
        this.connection = accepted.channel();
        this.flow = new Flow(accepted.source(), accepted.reached());
        this.transport = transport;
        this.header =
                new ProxyHeader(flow.source(), flow.reached(), forward.outward().endpointId());
    }

    void begin() {
        EventLoop loop = transport.nextLoop();
        if (hop.settings().headerFrom().contains(flow.source().getAddress())) {
            connection.pipeline().addLast(HEADER, new HeaderReader(PATIENCE, this));
        }
        connection.pipeline().addLast(sourceLeg);
        boolean waits = connection.pipeline().get(HEADER) != null;
        loop.register(connection).addListener(registered -> {
            hop.keep(connection);
            if (!waits && registered.isSuccess()) {
                dial();
            }
        });
    }

    @Override
    public void client(ProxyHeader came) {
        connection.pipeline().remove(HEADER);
        header = came;
        hop.report(new HopFact.HeaderAccepted(flow.source(), flow.reached(), came.source()));
        overPrivateLink = true;
        dial();
    }

    @Override
    public void nobody() {
        rejected(HeaderFault.MALFORMED, "a PROXY header without a client");
    }

    @Override
    public void rejected(HeaderFault fault, String reason) {
        hop.report(new HopFact.HeaderRejected(flow.source(), flow.reached(), fault, reason));
        Transport.reset(connection);
    }

    private void dial() {
        if (!connection.isActive()) {
            return;
        }
        tap = GuardedTap.of(() -> hop.settings().taps().tap(flow));
        Optional<Target> chosen = forward.targets().choose(flow);
        if (chosen.isEmpty()) {
            hop.report(new HopFact.NoTarget(flow.source(), flow.reached()));
            refuse();
            return;
        }
        InetSocketAddress to = chosen.get().address().toSocketAddress();
        leave = forward.targets().follow(chosen.get(), this::cut);
        connection.closeFuture().addListener(closed -> leave.run());
        transport.dial(connection.eventLoop(), request(to), targetLeg).addListener((ChannelFutureListener)
                dialled -> dialled(to, dialled));
    }

    private DialRequest request(InetSocketAddress to) {
        Outward outward = forward.outward();
        // Traffic over PrivateLink always has the load balancer's address (AWS, target group attributes).
        boolean preserved = outward.preserveSource() && !overPrivateLink;
        InetAddress from = preserved ? flow.source().getAddress() : outward.from();
        InetSocketAddress local = from == null ? null : new InetSocketAddress(from, 0);
        return new DialRequest(to, local, outward.connectTimeout(), ConnectionKind.RELAYED, outward.place());
    }

    private void dialled(InetSocketAddress to, ChannelFuture dialled) {
        if (dialled.isSuccess()) {
            hop.keep(dialled.channel());
            join(to, dialled.channel());
        } else {
            hop.report(new HopFact.RelayTargetFailed(
                    flow.source(), flow.reached(), to, DialFailure.textOf(dialled.cause())));
            refuse();
        }
    }

    private void refuse() {
        tap.ended(RelayOutcome.ofNothing(DataEnd.TARGET_UNREACHABLE));
        Transport.reset(connection);
    }

    private void join(InetSocketAddress to, Channel dialled) {
        target = to;
        hop.report(new HopFact.Relayed(flow.source(), flow.reached(), to));
        HeaderOut out = forward.outward().header();
        if (out == HeaderOut.AT_ONCE) {
            dialled.write(Unpooled.wrappedBuffer(header.version2()));
        } else if (out == HeaderOut.FIRST_PAYLOAD) {
            targetLeg.preface(Unpooled.wrappedBuffer(header.version2()));
        }
        dialled.flush();
        relay = Relay.join(
                sourceLeg,
                targetLeg,
                new RelaySettings(hop.settings().idle(), tap, hop.splicing(), hop.traffic()),
                this);
    }

    /** Ends both sides by a reset, whose doing it is not. Any thread may call it. */
    void cut() {
        EventLoop loop = connection.eventLoop();
        if (loop.isShuttingDown()) {
            return;
        }
        loop.execute(() -> {
            if (relay == null) {
                Transport.reset(connection);
            } else {
                relay.cut();
            }
        });
    }

    @Override
    public void relayEnded(RelayOutcome outcome) {
        if (target != null) {
            hop.report(new HopFact.RelayClosed(
                    flow.source(),
                    flow.reached(),
                    target,
                    outcome.fromClient(),
                    outcome.fromTarget(),
                    outcome.end(),
                    outcome.took(),
                    forgotten));
        }
    }

    @Override
    public void relayForgotten() {
        forgotten = true;
        hop.forget(connection);
        if (target != null) {
            hop.report(new HopFact.IdleForgotten(flow.source(), flow.reached(), target));
        }
    }
}
