package io.github.passage.telemetry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a fault of a listener away from whoever reports: the event is lost to that listener, the session goes on.
 *
 * @param inner the listener
 */
public record GuardedListener(TelemetryListener inner) implements TelemetryListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(GuardedListener.class);

    @Override
    public void on(TelemetryEvent event) {
        try {
            inner.on(event);
        } catch (RuntimeException fault) {
            LOGGER.error("a telemetry listener failed at {}", event, fault);
        }
    }
}
