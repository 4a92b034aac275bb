package io.github.passage.hop;

import io.github.passage.telemetry.GuardedListener;
import io.github.passage.telemetry.ProcessFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.AcceptPauseListener;
import java.time.Duration;

/**
 * Reports the pauses of a transport's listeners as telemetry.
 *
 * @param telemetry told of them
 */
public record PauseReports(TelemetryListener telemetry) implements AcceptPauseListener {
    /** Guards the listener. */
    public PauseReports {
        telemetry = new GuardedListener(telemetry);
    }

    @Override
    public void paused(String reason) {
        telemetry.on(new TelemetryEvent.InProcess(new ProcessFact.AcceptPaused(reason)));
    }

    @Override
    public void resumed(Duration took) {
        telemetry.on(new TelemetryEvent.InProcess(new ProcessFact.AcceptResumed(took)));
    }
}
