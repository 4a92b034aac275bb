package io.github.passage.passive;

/** The kinds of {@link PassiveAddressPolicy}, as people write them. */
public enum PolicyKind {
    /** The address that the client reached. */
    CONTROL("control"),
    /** What the server announced. */
    KEEP("keep"),
    /** 0.0.0.0, which asks the client to use the control connection's address. */
    ZERO("zero"),
    /** One address for everyone. */
    FIXED("fixed"),
    /** The address of a DNS name. */
    NAME("name"),
    /** Another policy for each client network. */
    BY_CLIENT("by-client"),
    /** The destination of the PROXY header. */
    PROXY_DESTINATION("proxy-destination"),
    /** Another policy for each client, by what its PROXY header tells. */
    RULES("rules");

    private final String label;

    PolicyKind(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
