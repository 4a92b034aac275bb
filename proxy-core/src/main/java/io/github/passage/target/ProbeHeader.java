package io.github.passage.target;

import java.nio.charset.StandardCharsets;

/**
 * What a probe says before it listens, for servers that wait for a PROXY header: that it comes from the proxy itself, on nobody's
 * behalf (<a href="https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt">The PROXY protocol</a>, sections 2.1 and 2.2).
 */
public enum ProbeHeader {
    /** Nothing. */
    NONE(""),
    /** Version 1, UNKNOWN. */
    V1("PROXY UNKNOWN\r\n"),
    /** Version 2, LOCAL. */
    V2("\r\n\r\n\0\r\nQUIT\n \0\0\0");

    private final String octets;

    ProbeHeader(String octets) {
        this.octets = octets;
    }

    byte[] bytes() {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }
}
