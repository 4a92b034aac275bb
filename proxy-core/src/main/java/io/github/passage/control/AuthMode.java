package io.github.passage.control;

/** What becomes of a client's AUTH (RFC 4217 section 4), while Passage does not end TLS itself. */
public enum AuthMode {
    /** Answered 502: clients that may go on do so in clear text, and passive replies can be rewritten. */
    REFUSE,
    /**
     * Forwarded; after the server's 234, or 235 to an ADAT (RFC 2228 section 3), both legs are a plain relay and nothing can be
     * rewritten.
     */
    PASS
}
