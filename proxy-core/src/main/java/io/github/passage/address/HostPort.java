package io.github.passage.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A host, by name or literal, and a TCP port.
 *
 * @param host a DNS name or IP literal without brackets, never empty
 * @param port 1-65535, or 0 where a listener may choose
 */
public record HostPort(String host, int port) {
    private static final String FORM = "expected: host:port, for example 127.0.0.1:21 or [::1]:21";

    /** Checks the ranges. */
    public HostPort {
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException("\"" + host + "\" (" + FORM + ")");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(port + " (expected: a port from 0 to 65535)");
        }
    }

    /**
     * Parses {@code host:port} or {@code [v6]:port}.
     *
     * @throws IllegalArgumentException saying what was found and what was expected
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || (text.indexOf(':') != colon && !text.startsWith("["))) {
            throw new IllegalArgumentException("\"" + text + "\" (" + FORM + ")");
        }
        String host = text.substring(0, colon);
        String digits = text.substring(colon + 1);
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("\"" + text + "\" (" + FORM + ")");
        }
        if (host.startsWith("[")) {
            if (!host.endsWith("]") || IpLiteral.parse(host).isEmpty()) {
                throw new IllegalArgumentException("\"" + text + "\" (" + FORM + ")");
            }
            host = host.substring(1, host.length() - 1);
        }
        return new HostPort(host, Integer.parseInt(digits));
    }

    /** A socket address, IPv6 in the short form (RFC 5952); its name where it is unresolved. */
    public static HostPort of(InetSocketAddress address) {
        String host = address.getAddress() == null ? address.getHostString() : IpLiteral.text(address.getAddress());
        return new HostPort(host, address.getPort());
    }

    /** The host as an address if it is a literal, else empty: a name that DNS must answer. */
    public Optional<InetAddress> literal() {
        return IpLiteral.parse(host);
    }

    /** This as a socket address without looking the host up. */
    public InetSocketAddress toSocketAddress() {
        return literal()
                .map(address -> new InetSocketAddress(address, port))
                .orElseGet(() -> InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
