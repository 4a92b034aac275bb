package io.github.passage.telemetry;

/** Why a reservation ended although nobody came. */
public enum ReservationEnd {
    /** The reservation timeout passed. */
    LAPSED("lapsed"),
    /** The client asked for another passive reply. */
    REPLACED("replaced"),
    /** The session ended. */
    SESSION_ENDED("session-ended"),
    /** The client logged out with REIN. */
    REINITIALIZED("reinitialized");

    private final String label;

    ReservationEnd(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
