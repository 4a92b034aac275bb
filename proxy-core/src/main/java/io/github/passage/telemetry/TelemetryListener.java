package io.github.passage.telemetry;

/** Receives every event. Called on event loops, from several threads: it must not block and must not throw. */
@FunctionalInterface
public interface TelemetryListener {
    /** Takes one event. */
    void on(TelemetryEvent event);

    /** Both listeners, this one first. */
    default TelemetryListener and(TelemetryListener next) {
        return event -> {
            on(event);
            next.on(event);
        };
    }
}
