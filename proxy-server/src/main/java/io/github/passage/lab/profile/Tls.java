package io.github.passage.lab.profile;

/**
 * What a program can do with TLS. Its choice of address is the same as without.
 *
 * @param support how it begins TLS
 * @param resumption whether data connections resume the control connection's session
 * @param insists whether it refuses a server that does not resume
 * @param highest the highest version that worked, {@code 1.2} or {@code 1.3}; empty if none was seen
 */
public record Tls(Support support, Resumption resumption, boolean insists, String highest) {

    /** How TLS begins. */
    public enum Support {
        /** Not at all. */
        NONE,
        /** From the first byte, on a port of its own. */
        IMPLICIT,
        /** By AUTH TLS (RFC 4217). */
        EXPLICIT,
        /** Neither measured nor read. */
        UNKNOWN
    }

    /** What its data connections offer to a server that may enforce resumption. */
    public enum Resumption {
        /** Resume. */
        RESUMES,
        /** The first resumes, later ones do a full handshake. */
        FIRST_ONLY,
        /** A full handshake each. */
        FULL,
        /** Neither measured nor read. */
        UNKNOWN
    }
}
