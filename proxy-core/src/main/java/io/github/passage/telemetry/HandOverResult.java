package io.github.passage.telemetry;

/** What became of a data connection that came to another replica than its session's. */
public enum HandOverResult {
    /** Handed over; at the other replica, met with its session. */
    OK("ok"),
    /** The replica whose port it is could not be reached, or did not prove who it is. */
    UNREACHABLE("unreachable"),
    /** What was handed over belongs to a port of yet another replica: they are not configured alike. */
    REFUSED("refused"),
    /** What came from another replica did not begin with a good header in time, or it did not prove who it is. */
    MALFORMED("malformed"),
    /** No session waits for it. */
    UNCLAIMED("unclaimed"),
    /** Too many wait to be handed over, or to say whose they are. */
    TOO_MANY("too-many");

    private final String label;

    HandOverResult(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
