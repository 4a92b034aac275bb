package io.github.passage.hop;

import io.github.passage.passive.NameLookup;
import io.github.passage.telemetry.GuardedListener;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.Transport;

/**
 * What the hops of a process share.
 *
 * @param transport event loops and channel types
 * @param names looks up the names of passive address policies
 * @param telemetry told of everything
 */
public record HopContext(Transport transport, NameLookup names, TelemetryListener telemetry) {
    /** Guards the listener. */
    public HopContext {
        telemetry = new GuardedListener(telemetry);
    }
}
