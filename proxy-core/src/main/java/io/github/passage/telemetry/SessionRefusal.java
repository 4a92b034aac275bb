package io.github.passage.telemetry;

/** Why a client got no session. */
public enum SessionRefusal {
    /** The hop has as many sessions as it may have. */
    SESSIONS("sessions"),
    /** The client's address has as many sessions as it may have. */
    SESSIONS_PER_CLIENT("sessions-per-client"),
    /** Too many sessions began within a second. */
    RATE("rate"),
    /** The client's address may not come. */
    DENIED("denied");

    private final String label;

    SessionRefusal(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
