package io.github.passage.telemetry;

/** Which passive reply a data connection belongs to. */
public enum ReplyKind {
    /** With address and port, the answer to PASV. */
    PASV("227"),
    /** With a port only, the answer to EPSV. */
    EPSV("229"),
    /** None that could be seen: the session is encrypted, or the connection belongs to no session. */
    NONE("none");

    private final String label;

    ReplyKind(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
