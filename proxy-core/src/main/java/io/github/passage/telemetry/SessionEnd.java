package io.github.passage.telemetry;

/** Why a session ended. */
public enum SessionEnd {
    /** The client said QUIT and the server agreed. */
    QUIT("quit"),
    /** The client closed without QUIT. */
    CLIENT_CLOSED("client-closed"),
    /** The client reset the connection. */
    CLIENT_RESET("client-reset"),
    /** The server closed unasked. */
    TARGET_CLOSED("target-closed"),
    /** The server reset the connection. */
    TARGET_RESET("target-reset"),
    /** The server could not be connected to. */
    TARGET_UNREACHABLE("target-unreachable"),
    /** No login within the login timeout. */
    LOGIN_TIMEOUT("login-timeout"),
    /** Nothing on the control connection, and no transfer, for the idle timeout. */
    IDLE_TIMEOUT("idle-timeout"),
    /** A peer broke the protocol beyond repair. */
    PROTOCOL_ERROR("protocol-error"),
    /** A fault of Passage itself; the log has the stack trace. */
    FAULT("fault"),
    /** Passage is shutting down. */
    DRAINED("drained"),
    /** An operator closed it. */
    CLOSED_BY_OPERATOR("closed-by-operator");

    private final String label;

    SessionEnd(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
