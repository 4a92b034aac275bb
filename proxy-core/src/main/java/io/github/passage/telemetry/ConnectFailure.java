package io.github.passage.telemetry;

/** Why a target could not be connected to, or was passed over. */
public enum ConnectFailure {
    /** It answered with a reset: nothing listens there. */
    REFUSED("refused"),
    /** No answer within the connect timeout. */
    TIMED_OUT("timed-out"),
    /** The network has no way there. */
    UNREACHABLE("unreachable"),
    /** Its name has no address. */
    UNRESOLVED("unresolved"),
    /**
     * It could, but took no session: it greeted with 421 or ended the connection before it greeted, and another target was tried. Of
     * control connections only.
     */
    BUSY("busy"),
    /** Anything else, such as no target that is registered, or no file descriptor. */
    OTHER("other");

    private final String label;

    ConnectFailure(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
