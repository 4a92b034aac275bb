package io.github.passage.target;

import io.github.passage.telemetry.TargetHealth;

/** What knows the health of one target. Any thread may call it. */
interface Watching extends AutoCloseable {
    /** Nobody looks: always healthy. */
    Watching NONE = new Watching() {};

    /** Begins to look. */
    default void begin() {}

    /** A session's control connection stands, or failed. */
    default void dialled(boolean ok) {}

    /** What counts now. */
    default TargetHealth health() {
        return TargetHealth.HEALTHY;
    }

    /** Looks no more. */
    @Override
    default void close() {}
}
