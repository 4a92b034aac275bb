package io.github.passage.telemetry;

/** Why a connection was reset for its PROXY header, or for want of one. */
public enum HeaderFault {
    /** It begins with something else. */
    MISSING("missing"),
    /** The header cannot be read, or names no client. */
    MALFORMED("malformed"),
    /** The header is longer than any known sender's. */
    OVERSIZED("oversized"),
    /** No whole header came in time. */
    TIMED_OUT("timed-out"),
    /** The connection ended before its header did. */
    CLOSED("closed"),
    /** It comes from a source whose header does not count, and may not come without one. */
    UNTRUSTED("untrusted"),
    /** The header of a data connection names no client, as a health check's does, so nobody can wait for it. */
    NO_CLIENT("no-client"),
    /** The header of a data connection, which came with its first bytes, names another client than the session's. */
    FOREIGN("foreign"),
    /** So many data connections wait for their header that this one may not. */
    TOO_MANY("too-many");

    private final String label;

    HeaderFault(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
