package io.github.passage.replica;

import io.github.passage.address.HostPort;
import io.github.passage.relay.Splicing;
import io.github.passage.telemetry.HandOverResult;
import io.github.passage.telemetry.HandOverSide;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.SocketPlace;
import io.github.passage.transport.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What handing over takes from the hop.
 *
 * @param hop its name
 * @param transport gives each connection its event loop
 * @param place where sockets are opened
 * @param splicing whether and when what is handed over is spliced
 * @param telemetry told of each connection
 * @param connectTimeout how long to try to reach another replica, above zero
 * @param idle after how long without a byte both sides are reset, zero for never
 */
public record ReplicaContext(
        String hop,
        Transport transport,
        SocketPlace place,
        Splicing splicing,
        TelemetryListener telemetry,
        Duration connectTimeout,
        Duration idle) {
    void report(
            HandOverSide side,
            InetSocketAddress source,
            InetSocketAddress reached,
            HostPort peer,
            HandOverResult result,
            String reason) {
        telemetry.on(new TelemetryEvent.AtHop(hop, new HopFact.HandOver(side, source, reached, peer, result, reason)));
    }
}
