package io.github.passage.telemetry;

/** Why the client got 425 in place of a passive reply. */
public enum PassiveRefusal {
    /** Every data port is reserved for this client address. */
    PORTS_EXHAUSTED("ports-exhausted"),
    /** The policy keep needs the announced port, and that is reserved for this client address. */
    PORT_TAKEN("port-taken"),
    /** The policy keep needs the announced port, and that is not among the data ports. */
    OUT_OF_RANGE("out-of-range"),
    /** The policy has no address for this session. */
    NO_ADDRESS("no-address"),
    /** The server's reply has no readable numbers. */
    UNREADABLE("unreadable");

    private final String label;

    PassiveRefusal(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
