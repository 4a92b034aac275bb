package io.github.passage.lab.verdict;

/** Why a transfer failed. The list is closed: whatever is seen in a lab or a matrix is one of these. */
public enum Cause {
    /** There is no way from the client's network to the address, or a security group does not admit the client. */
    NOT_REACHABLE("not-reachable", "there is no way from the client's network to this address"),
    /** 0.0.0.0, 127.0.0.0/8 or the client's own address: the connection never leaves its host. */
    OWN_HOST("own-host", "the client dialled its own host"),
    /** Nothing listens at the address and port. */
    CLOSED_PORT("closed-port", "nothing listens at this address and port"),
    /** A command got no answer. */
    NO_REPLY("no-reply", "the server does not answer"),
    /** The address is another host's, which knows nothing of FTP. */
    FOREIGN_HOST("foreign-host", "the address belongs to another host"),
    /** The client does not dial an address that is not the control connection's. */
    REFUSED_AS_FOREIGN("refused-as-foreign", "the client does not dial another address than the control connection's"),
    /** The client dialled, and closed the connection because its peer was not the control connection's. */
    PEER_NOT_CONTROL(
            "peer-not-control", "the client closes a data connection to another address than the control connection's"),
    /** The data connection came to a server that knows nothing of the session. */
    ANOTHER_SERVER("another-server", "the data connection reached another server than the control connection"),
    /** The data connection came from another source address than the control connection, to another part of the data plane. */
    PEER_MISMATCH("peer-mismatch", "the data connection came from another source address than the control connection"),
    /** The data connection came to a hop that does not follow this session. */
    NO_RESERVATION("no-reservation", "the data connection came to a hop that does not follow this session"),
    /** A health check took the place of the client's data connection. */
    STOLEN_BY_PROBE("stolen-by-probe", "a health check took the place of the data connection"),
    /** Every data port waits for somebody already. */
    PORTS_EXHAUSTED("ports-exhausted", "every data port waits for a client already"),
    /** A hop forgot the control connection while the transfer ran. */
    IDLE_CUT("idle-cut", "a hop forgot the control connection while it was idle"),
    /** A hop, a target or a zone went away with the connection. */
    CUT("cut", "a hop or a server went away with the connection"),
    /** The reply is encrypted, so no hop can rewrite it. */
    ENCRYPTED("encrypted", "the passive reply is encrypted, and no hop can rewrite it"),
    /** The client asks for active mode, which the server does not offer. */
    ACTIVE_ONLY("active-only", "the client uses active mode, which the server does not offer"),
    /** The client cannot read the passive reply. */
    UNREADABLE_REPLY("unreadable-reply", "the client cannot read the passive reply"),
    /** EPSV was refused, and the client does not go on with PASV. */
    EPSV_REFUSED("epsv-refused", "EPSV was refused, and the client does not go on with PASV"),
    /** The server refused passive mode. */
    PASSIVE_REFUSED("passive-refused", "the server refused passive mode"),
    /** No server, or none that answers. */
    SERVER_DOWN("server-down", "no server answered"),
    /** The server did not take the user. */
    LOGIN_REFUSED("login-refused", "the server did not take user and password"),
    /** The client said that it wanted no data, or left. */
    CLIENT_LEFT("client-left", "the client did not use the passive reply"),
    /** Nothing that can be seen from here explains it. */
    UNKNOWN("unknown", "nothing that can be seen from here explains it");

    private final String label;
    private final String words;

    Cause(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** The name in reports and APIs. */
    public String label() {
        return label;
    }

    /** A clause that explains it. */
    public String words() {
        return words;
    }
}
