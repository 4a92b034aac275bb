package io.github.passage.lab.trace;

import io.github.passage.control.LineWatch;
import io.github.passage.hop.TapSource;
import io.github.passage.relay.RelayTap;
import io.github.passage.target.Flow;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import java.util.concurrent.atomic.AtomicLong;

/** Taps the control connections of one hop in relay mode, and numbers them as sessions. */
public final class ControlTaps implements TapSource {
    private final String hop;
    private final int controlPort;
    private final TelemetryListener telemetry;
    private final LineWatch lines;
    private final AtomicLong numbers = new AtomicLong();

    /**
     * Taps of one hop.
     *
     * @param hop its name
     * @param controlPort the port whose connections are control connections
     * @param telemetry told of what the taps see
     * @param lines reads along
     */
    public ControlTaps(String hop, int controlPort, TelemetryListener telemetry, LineWatch lines) {
        this.hop = hop;
        this.controlPort = controlPort;
        this.telemetry = telemetry;
        this.lines = lines;
    }

    @Override
    public RelayTap tap(Flow flow) {
        if (flow.reached().getPort() != controlPort) {
            return RelayTap.NONE;
        }
        SessionRef session = new SessionRef(hop, numbers.incrementAndGet());
        return new ControlTap(
                flow,
                fact -> telemetry.on(new TelemetryEvent.InSession(session, fact)),
                (way, line) -> lines.line(session, way, line));
    }
}
