package io.github.passage.hop;

import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import java.time.Duration;
import java.util.function.IntSupplier;

/** Reports the begin and the end of a hop's drain, once each. Any thread may call it. */
final class DrainReports {
    private final String hop;
    private final TelemetryListener telemetry;
    private final IntSupplier left;
    private volatile boolean begun;
    private boolean over;
    private long begunAt;

    /**
     * No drain yet.
     *
     * @param left how many sessions or connections are open
     */
    DrainReports(String hop, TelemetryListener telemetry, IntSupplier left) {
        this.hop = hop;
        this.telemetry = telemetry;
        this.left = left;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Does nothing if it has begun, or if the hop is over without it. */
    synchronized void begin() {
        if (!begun && !over) {
            begun = true;
            begunAt = System.nanoTime();
            report(new HopFact.DrainBegun(left.getAsInt()));
        }
    }

    /** Nothing is left, or what is left will be cut; reports nothing if no drain has begun, nor of one that begins later. */
    synchronized void end() {
        if (!over) {
            over = true;
            if (begun) {
                report(new HopFact.DrainEnded(left.getAsInt(), Duration.ofNanos(System.nanoTime() - begunAt)));
            }
        }
    }

    private void report(HopFact fact) {
        telemetry.on(new TelemetryEvent.AtHop(hop, fact));
    }
}
