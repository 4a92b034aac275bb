package io.github.passage.telemetry;

/** How a data connection, or any relayed connection, ended. */
public enum DataEnd {
    /** Both sides closed in order. */
    COMPLETED("completed"),
    /** The side that dialled reset. */
    CLIENT_RESET("client-reset"),
    /** The target reset. */
    TARGET_RESET("target-reset"),
    /** The target could not be connected to. */
    TARGET_UNREACHABLE("target-unreachable"),
    /** No byte in either direction for the idle timeout. */
    IDLE("idle"),
    /** Passage cut it while shutting down. */
    CUT("cut");

    private final String label;

    DataEnd(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
