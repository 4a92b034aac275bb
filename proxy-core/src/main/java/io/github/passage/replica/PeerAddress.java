package io.github.passage.replica;

import io.github.passage.address.HostPort;

/**
 * Where each replica is reached by the others: host and port, in which {@code {ordinal}} stands for the replica's number.
 *
 * @param template as {@code passage-{ordinal}.passage-peers:9622}
 */
public record PeerAddress(String template) {
    private static final String ORDINAL = "{ordinal}";

    /** Checks that an address comes of it, and another for each replica. */
    public PeerAddress {
        try {
            if (!template.contains(ORDINAL)
                    || HostPort.parse(template.replace(ORDINAL, "0")).port() == 0) {
                throw new IllegalArgumentException(template);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + template + "\" (expected: host:port with {ordinal}, for example"
                            + " passage-{ordinal}.passage-peers:9622)",
                    e);
        }
    }

    /** The address of one replica, its name not looked up. */
    public HostPort of(int ordinal) {
        return HostPort.parse(template.replace(ORDINAL, Integer.toString(ordinal)));
    }
}
