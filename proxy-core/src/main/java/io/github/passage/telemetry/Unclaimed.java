package io.github.passage.telemetry;

/** Why nobody claimed a connection to a data port. */
public enum Unclaimed {
    /** The port is reserved, but for another client address. */
    FOREIGN_SOURCE("foreign-source"),
    /** The port is reserved for nobody. */
    NO_RESERVATION("no-reservation");

    private final String label;

    Unclaimed(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
