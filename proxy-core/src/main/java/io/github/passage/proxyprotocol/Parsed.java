package io.github.passage.proxyprotocol;

import io.github.passage.telemetry.HeaderFault;

/** What the first bytes of a connection are. */
public sealed interface Parsed {
    /** Not enough to say; all bytes may belong to a header. */
    record NeedMore() implements Parsed {}

    /** Not the beginning of a header. */
    record NoHeader() implements Parsed {}

    /**
     * A whole header that names a client.
     *
     * @param header what it says
     * @param length its bytes; more may follow
     */
    record Client(ProxyHeader header, int length) implements Parsed {}

    /**
     * A whole header that names no client: LOCAL, as of a health check, UNKNOWN, UNSPEC, or a kind of address other than TCP's.
     * The connection counts as its own peer's.
     *
     * @param length its bytes; more may follow
     */
    record Nobody(int length) implements Parsed {}

    /**
     * Begins like a header but is none.
     *
     * @param fault what is wrong
     * @param reason one line for people, without bytes of the peer's
     */
    record Malformed(HeaderFault fault, String reason) implements Parsed {}
}
