package io.github.passage.replica;

import io.github.passage.address.HostPort;
import io.github.passage.data.DataPorts;
import io.github.passage.telemetry.HandOverResult;
import io.github.passage.telemetry.HandOverSide;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;

/** Takes what other replicas hand over. */
final class PeerDoor implements AcceptListener {
    /** Other replicas have no more on their way to this one than {@link HandOvers} lets them; others may dial it, too. */
    private static final int MOST_WAITING = 4096;

    private static final int MOST_WAITING_OF_ONE = 512;

    private final Slices slices;
    private final int ordinal;
    private final DataPorts dataPorts;
    private final ReplicaContext context;
    private final PeerLayer layer;
    private final WaitingRoom room = new WaitingRoom(MOST_WAITING, MOST_WAITING_OF_ONE);

    PeerDoor(Slices slices, int ordinal, DataPorts dataPorts, ReplicaContext context, PeerLayer layer) {
        this.slices = slices;
        this.ordinal = ordinal;
        this.dataPorts = dataPorts;
        this.context = context;
        this.layer = layer;
    }

    @Override
    public void accepted(Accepted connection) {
        room.enter(connection.source().getAddress())
                .ifPresentOrElse(
                        seat -> new Taking(this, connection, context, layer, seat).begin(), () -> refuse(connection));
    }

    private void refuse(Accepted connection) {
        connection.refuse();
        context.report(
                HandOverSide.IN,
                connection.source(),
                connection.reached(),
                HostPort.of(connection.source()),
                HandOverResult.TOO_MANY,
                "too many connections wait for their PROXY header");
    }

    /** Whether sessions here are given this port; if not, another replica takes the slices for others than they are. */
    boolean isOwn(int port) {
        return slices.of(ordinal).contains(port);
    }

    /** Takes ownership of a connection that left its event loop. */
    boolean meet(Accepted connection) {
        return dataPorts.meet(connection);
    }

    @Override
    public void acceptFailed(Throwable cause) {
        context.telemetry()
                .on(new TelemetryEvent.AtHop(
                        context.hop(), new HopFact.AcceptFailed(String.valueOf(cause.getMessage()))));
    }
}
