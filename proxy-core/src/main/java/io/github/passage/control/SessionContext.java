package io.github.passage.control;

import io.github.passage.data.Rendezvous;
import io.github.passage.passive.NameLookup;
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.relay.Splicing;
import io.github.passage.relay.Traffic;
import io.github.passage.target.TargetConnector;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.Transport;

/**
 * What all sessions of a hop share.
 *
 * @param settings how sessions are treated
 * @param transport gives each session its event loop
 * @param target connects to the server
 * @param rendezvous where data connections meet sessions
 * @param names looks up the names of passive address policies
 * @param telemetry told of everything
 * @param splicing whether and when data connections are spliced
 * @param traffic counts the bytes of data connections
 * @param lines reads along on control connections
 * @param proxyProtocol what PROXY headers come and go
 */
public record SessionContext(
        FtpSettings settings,
        Transport transport,
        TargetConnector target,
        Rendezvous rendezvous,
        NameLookup names,
        TelemetryListener telemetry,
        Splicing splicing,
        Traffic traffic,
        LineWatch lines,
        ProxyProtocolSettings proxyProtocol) {}
