package io.github.passage.proxyprotocol;

import io.github.passage.address.Cidr;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a hop in FTP mode deals with PROXY headers, on control and data connections alike.
 *
 * <p>FTP clients do not speak first, so nothing tells an ordinary client from a load balancer whose header is on its way: where
 * headers are accepted, connections from {@code trusted} are load balancers'. With {@code required} no others may come; with
 * {@code optional} others are ordinary clients, whose bytes are never taken for a header. With {@code header = late} and
 * {@code optional}, a trusted source that sends something else first is an ordinary client too.
 *
 * @param accept whether connections begin with a header
 * @param header when it comes
 * @param trusted whose headers count; empty for nobody's
 * @param timeout how long a header may take: from the connection on with {@code first}, from its first byte on with {@code late};
 *     1 ms to 1 hour, default 5 s
 * @param send whether the target gets one
 */
public record ProxyProtocolSettings(Accept accept, Placement header, List<Cidr> trusted, Duration timeout, Send send) {
    private static final Duration LONGEST = Duration.ofHours(1);

    /** The default of {@code timeout}. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** No headers in or out. */
    public static final ProxyProtocolSettings OFF =
            new ProxyProtocolSettings(Accept.OFF, Placement.FIRST, List.of(), DEFAULT_TIMEOUT, Send.OFF);

    /** Copies the list; checks the range of {@code timeout}. */
    public ProxyProtocolSettings {
        trusted = List.copyOf(trusted);
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "proxy-protocol.timeout: " + timeout.toMillis() + " ms (expected: 1 ms to 1 hour)");
        }
    }

    /** What a connection from this source may begin with. */
    public Expectation expectationOf(InetAddress source) {
        if (accept == Accept.OFF) {
            return Expectation.NOTHING;
        }
        if (trusted.stream().anyMatch(network -> network.contains(source))) {
            return accept == Accept.OPTIONAL && header == Placement.LATE ? Expectation.MAYBE : Expectation.HEADER;
        }
        return accept == Accept.OPTIONAL ? Expectation.NOTHING : Expectation.REFUSED;
    }

    /** Whether connections begin with a header. */
    public enum Accept {
        /** Never; nothing looks for one. */
        OFF,
        /** Those of trusted sources do. */
        OPTIONAL,
        /** All do. */
        REQUIRED
    }

    /** When a header comes. */
    public enum Placement {
        /** As soon as the connection stands. */
        FIRST,
        /**
         * With the client's first payload, which is how an AWS Network Load Balancer sends it unless told otherwise. Downloads then
         * have none, so data connections are told apart by the load balancer's node only: a client of a node can take what is
         * meant for another client of it, and they share the data ports.
         */
        LATE
    }

    /** Whether targets get a header. */
    public enum Send {
        /** None. */
        OFF,
        /** Version 1. */
        V1,
        /** Version 2. */
        V2;

        /** The bytes of a header that goes out first; empty if none does. */
        public Optional<byte[]> bytesOf(ProxyHeader sent) {
            return switch (this) {
                case OFF -> Optional.empty();
                case V1 -> Optional.of(sent.version1());
                case V2 -> Optional.of(sent.version2());
            };
        }

        /** The bytes of a header that tells of no client, for a connection of Passage's own such as a health check. */
        public Optional<byte[]> bytesOfNobody() {
            return switch (this) {
                case OFF -> Optional.empty();
                case V1 -> Optional.of(HeaderBytes.unknown());
                case V2 -> Optional.of(HeaderBytes.local());
            };
        }
    }

    /** What a connection may begin with. */
    public enum Expectation {
        /** No header; bytes that look like one are the client's. */
        NOTHING,
        /** A header or anything else. */
        MAYBE,
        /** A header. */
        HEADER,
        /** Nothing: the source may not come here. */
        REFUSED
    }
}
