package io.github.passage.data;

import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Meets arriving data connections with the sessions that wait for them. */
public final class DataPorts implements AcceptListener {
    private final String hop;
    private final Rendezvous rendezvous;
    private final TelemetryListener telemetry;

    /**
     * Takes the connections of a hop's data port listeners.
     *
     * @param hop the hop's name
     * @param rendezvous who waits where
     * @param telemetry told of connections that nobody waits for
     */
    public DataPorts(String hop, Rendezvous rendezvous, TelemetryListener telemetry) {
        this.hop = hop;
        this.rendezvous = rendezvous;
        this.telemetry = telemetry;
    }

    @Override
    public void accepted(Accepted connection) {
        InetSocketAddress source = connection.source();
        InetSocketAddress reached = connection.reached();
        Optional<Claimant> claimant = rendezvous.take(reached.getPort(), source.getAddress());
        if (claimant.isEmpty()) {
            connection.refuse();
            telemetry.on(new TelemetryEvent.AtHop(hop, new HopFact.DataUnclaimed(source, reached)));
            return;
        }
        claimant.get().loop().execute(() -> claimant.get().dataArrived(connection));
    }

    @Override
    public void acceptFailed(Throwable cause) {
        telemetry.on(new TelemetryEvent.AtHop(hop, new HopFact.AcceptFailed(String.valueOf(cause.getMessage()))));
    }
}
