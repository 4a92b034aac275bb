package io.github.passage.telemetry;

/** Which of the two replicas tells of a data connection that was handed over. */
public enum HandOverSide {
    /** The one that the connection came to. */
    OUT("out"),
    /** The one whose port it is. */
    IN("in");

    private final String label;

    HandOverSide(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
