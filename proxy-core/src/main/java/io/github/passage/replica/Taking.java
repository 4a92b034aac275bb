package io.github.passage.replica;

import io.github.passage.address.HostPort;
import io.github.passage.proxyprotocol.HeaderReader;
import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.telemetry.HandOverResult;
import io.github.passage.telemetry.HandOverSide;
import io.github.passage.telemetry.HeaderFault;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.Transport;
import io.netty.channel.Channel;

/**
 * One connection that another replica hands over, until its session has it. It is never handed on: if its port is not of the own
 * slice, the two replicas are not configured alike, and it would go in circles.
 */
final class Taking implements HeaderReader.Listener {
    private static final String HEADER = "proxy-header";

    /** The other replica sends its header as soon as the connection stands. */
    private static final HeaderReader.Wait PATIENCE = HeaderReader.Wait.atOnce(ProxyProtocolSettings.DEFAULT_TIMEOUT);

    private final PeerDoor door;
    private final Accepted accepted;
    private final Channel connection;
    private final ReplicaContext context;
    private final PeerLayer layer;
    private final WaitingRoom.Seat seat;

    Taking(PeerDoor door, Accepted accepted, ReplicaContext context, PeerLayer layer, WaitingRoom.Seat seat) {
        this.door = door;
        this.accepted = accepted;
        this.connection = accepted.channel();
        this.context = context;
        this.layer = layer;
        this.seat = seat;
    }

    void begin() {
        connection.closeFuture().addListener(closed -> seat.leave());
        layer.accepting(connection);
        connection.pipeline().addLast(HEADER, new HeaderReader(PATIENCE, this));
        connection.pipeline().addLast(layer.leg());
        context.transport().nextLoop().register(connection);
    }

    @Override
    public void client(ProxyHeader header) {
        seat.leave();
        // What came behind the header goes to the leg, which keeps it.
        connection.pipeline().remove(HEADER);
        settle(new Accepted(connection, header.source(), header.destination()));
    }

    @Override
    public void nobody() {
        rejected(HeaderFault.MALFORMED, "a PROXY header without a client");
    }

    @Override
    public void rejected(HeaderFault fault, String reason) {
        report(accepted, HandOverResult.MALFORMED, reason);
        Transport.reset(connection);
    }

    private void settle(Accepted named) {
        int port = named.reached().getPort();
        if (!door.isOwn(port)) {
            report(named, HandOverResult.REFUSED, "port " + port + " is not of this replica's slice");
            Transport.reset(connection);
            return;
        }
        connection.deregister().addListener(left -> {
            // One that was reset meanwhile is closed, and claims nothing.
            if (left.isSuccess() && connection.isOpen()) {
                boolean met = door.meet(named);
                report(named, met ? HandOverResult.OK : HandOverResult.UNCLAIMED, met ? "" : "no session waits for it");
            } else {
                Transport.reset(connection);
            }
        });
    }

    private void report(Accepted about, HandOverResult result, String reason) {
        context.report(
                HandOverSide.IN, about.source(), about.reached(), HostPort.of(accepted.source()), result, reason);
    }
}
