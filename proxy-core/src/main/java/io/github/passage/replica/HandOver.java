package io.github.passage.replica;

import io.github.passage.address.HostPort;
import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.relay.Relay;
import io.github.passage.relay.RelayLeg;
import io.github.passage.relay.RelaySettings;
import io.github.passage.relay.Traffic;
import io.github.passage.telemetry.HandOverResult;
import io.github.passage.telemetry.HandOverSide;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.DialFailure;
import io.github.passage.transport.DialRequest;
import io.github.passage.transport.Transport;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One data connection on its way to the replica whose port it reached. Confined to its event loop. */
final class HandOver {
    private final Accepted accepted;
    private final Channel connection;
    private final HostPort peer;
    private final ReplicaContext context;
    private final PeerLayer layer;
    private final WaitingRoom.Seat seat;
    private final Consumer<HandOver> whenOver;
    private final EventLoop loop;
    private final RelayLeg clientLeg;
    private final RelayLeg peerLeg;
    private @Nullable Channel dialled;
    private @Nullable Relay relay;
    private boolean over;

    /**
     * One that has just arrived.
     *
     * @param seat left as soon as the other replica has it, or nobody
     * @param whenOver told once, at its end
     */
    HandOver(
            Accepted accepted,
            HostPort peer,
            ReplicaContext context,
            PeerLayer layer,
            WaitingRoom.Seat seat,
            Consumer<HandOver> whenOver) {
        this.accepted = accepted;
        this.connection = accepted.channel();
        this.peer = peer;
        this.context = context;
        this.layer = layer;
        this.seat = seat;
        this.whenOver = whenOver;
        this.loop = context.transport().nextLoop();
        this.clientLeg = RelayLeg.of(connection);
        this.peerLeg = layer.leg();
    }

    void begin() {
        loop.register(connection).addListener(registered -> {
            if (registered.isSuccess() && !over) {
                dial();
            } else {
                end();
            }
        });
    }

    private void dial() {
        DialRequest request = new DialRequest(
                peer.toSocketAddress(), null, context.connectTimeout(), ConnectionKind.DATA, context.place());
        context.transport().dial(loop, request, layer.dialling(peerLeg)).addListener((ChannelFutureListener) done -> {
            if (done.isSuccess()) {
                dialled = done.channel();
                layer.ready(done.channel()).addListener(proved -> {
                    if (proved.isSuccess()) {
                        join(done.channel());
                    } else {
                        failed(proved.cause());
                    }
                });
            } else {
                failed(done.cause());
            }
        });
    }

    private void failed(Throwable cause) {
        if (!over) {
            report(HandOverResult.UNREACHABLE, DialFailure.textOf(cause));
        }
        end();
    }

    private void join(Channel owner) {
        if (over) {
            Transport.reset(owner);
            return;
        }
        seat.leave();
        // At once: a client that downloads sends nothing that the header could come with.
        owner.writeAndFlush(Unpooled.wrappedBuffer(
                new ProxyHeader(accepted.source(), accepted.reached(), Optional.empty()).version2()));
        report(HandOverResult.OK, "");
        // Its bytes are the owner's to count.
        relay = Relay.join(
                clientLeg,
                peerLeg,
                RelaySettings.endAfter(context.idle(), context.splicing(), new Traffic()),
                outcome -> end());
    }

    /** Resets both sides. Any thread may call it. */
    void cut() {
        if (!loop.isShuttingDown()) {
            loop.execute(() -> {
                if (relay == null) {
                    end();
                } else {
                    relay.cut();
                }
            });
        }
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        seat.leave();
        // After a relay's end both are closed, and this changes nothing.
        if (connection.isRegistered()) {
            Transport.reset(connection);
        }
        if (dialled != null) {
            Transport.reset(dialled);
        }
        whenOver.accept(this);
    }

    private void report(HandOverResult result, String reason) {
        context.report(HandOverSide.OUT, accepted.source(), accepted.reached(), peer, result, reason);
    }
}
