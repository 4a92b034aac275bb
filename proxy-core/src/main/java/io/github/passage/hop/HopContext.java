package io.github.passage.hop;

import io.github.passage.control.LineWatch;
import io.github.passage.passive.NameLookup;
import io.github.passage.relay.Splicing;
import io.github.passage.telemetry.GuardedListener;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.Transport;

/**
 * What the hops of a process share.
 *
 * @param transport event loops and channel types
 * @param names looks up the names of passive address policies
 * @param telemetry told of everything
 * @param splicing whether and when relayed connections are spliced
 * @param lines reads along on the control connections of hops in FTP mode
 */
public record HopContext(
        Transport transport, NameLookup names, TelemetryListener telemetry, Splicing splicing, LineWatch lines) {
    /** Guards the listener. */
    public HopContext {
        telemetry = new GuardedListener(telemetry);
    }

    /** Nobody reads along. */
    public HopContext(Transport transport, NameLookup names, TelemetryListener telemetry, Splicing splicing) {
        this(transport, names, telemetry, splicing, LineWatch.NONE);
    }

    /** Large transfers are spliced. */
    public HopContext(Transport transport, NameLookup names, TelemetryListener telemetry) {
        this(transport, names, telemetry, Splicing.ofLargeTransfers());
    }
}
