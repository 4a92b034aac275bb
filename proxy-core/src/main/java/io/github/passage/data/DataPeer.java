package io.github.passage.data;

import io.github.passage.address.Cidr;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * From which sources a data connection may come, and so how far a reservation excludes others: two sessions whose clients could
 * be taken for each other never wait on the same port.
 */
public sealed interface DataPeer {
    /** What users may write. */
    String EXPECTED = "expected: same, any, or prefix/N with N from 1 to 32, for example prefix/24";

    /**
     * Reads {@code same}, {@code any} or {@code prefix/N}.
     *
     * @throws IllegalArgumentException saying what was found and what was expected
     */
    static DataPeer parse(String text) {
        if (text.equals("same")) {
            return new Same();
        }
        if (text.equals("any")) {
            return new Any();
        }
        if (text.matches("prefix/\\d{1,3}")) {
            int bits = Integer.parseInt(text.substring("prefix/".length()));
            if (bits >= 1 && bits <= 32) {
                return new Prefix(bits);
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" (" + EXPECTED + ")");
    }

    /** All sources that a reservation of this client serves, as one value: equal for sources that count as the same. */
    Object scopeOf(InetAddress source);

    /** Only the client's own address: what servers and standards expect. */
    record Same() implements DataPeer {
        @Override
        public Object scopeOf(InetAddress source) {
            return source;
        }
    }

    /**
     * Any address of the client's IPv4 network, for clients behind a pool of NAT addresses; an IPv6 client has no such pool and is
     * held to its own address.
     *
     * @param bits length of the network's prefix, 1-32
     */
    record Prefix(int bits) implements DataPeer {
        @Override
        public Object scopeOf(InetAddress source) {
            return source instanceof Inet4Address ? Cidr.around(source, bits) : source;
        }
    }

    /** Any address: then a port serves one session at a time. */
    record Any() implements DataPeer {
        @Override
        public Object scopeOf(InetAddress source) {
            return "any";
        }
    }
}
