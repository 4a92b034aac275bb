package io.github.passage.data;

import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.telemetry.Unclaimed;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Meets arriving data connections with the sessions that wait for them. */
public final class DataPorts implements AcceptListener {
    private final String hop;
    private final Rendezvous rendezvous;
    private final TelemetryListener telemetry;
    private final OtherReplicas others;

    /**
     * Takes the connections of a hop's data port listeners.
     *
     * @param hop the hop's name
     * @param rendezvous who waits where
     * @param telemetry told of connections that nobody waits for
     * @param others get the connections to their ports
     */
    public DataPorts(String hop, Rendezvous rendezvous, TelemetryListener telemetry, OtherReplicas others) {
        this.hop = hop;
        this.rendezvous = rendezvous;
        this.telemetry = telemetry;
        this.others = others;
    }

    @Override
    public void accepted(Accepted connection) {
        if (others.own(connection.reached().getPort())) {
            others.handOver(connection);
        } else {
            meet(connection);
        }
    }

    /**
     * Brings a connection to the session that waits for it, and refuses it if none does.
     *
     * @param connection its source is the client, whoever brought it here; takes ownership
     * @return whether a session waited
     */
    public boolean meet(Accepted connection) {
        InetSocketAddress source = connection.source();
        InetSocketAddress reached = connection.reached();
        Optional<Claimant> claimant = rendezvous.take(reached.getPort(), source.getAddress());
        if (claimant.isEmpty()) {
            connection.refuse();
            Unclaimed why =
                    rendezvous.isReserved(reached.getPort()) ? Unclaimed.FOREIGN_SOURCE : Unclaimed.NO_RESERVATION;
            telemetry.on(new TelemetryEvent.AtHop(hop, new HopFact.DataUnclaimed(source, reached, why)));
            return false;
        }
        claimant.get().loop().execute(() -> claimant.get().dataArrived(connection));
        return true;
    }

    @Override
    public void acceptFailed(Throwable cause) {
        telemetry.on(new TelemetryEvent.AtHop(hop, new HopFact.AcceptFailed(String.valueOf(cause.getMessage()))));
    }
}
