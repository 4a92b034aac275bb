package io.github.passage.lab.transfer;

import io.github.passage.address.IpLiteral;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * The address that the server announces in its 227 replies: {@code ProtocolDetails.PassiveIp} of AWS Transfer Family.
 *
 * @see <a href="https://docs.aws.amazon.com/transfer/latest/userguide/API_ProtocolDetails.html">ProtocolDetails</a>
 */
public sealed interface PassiveIp {

    /** The longest text that AWS accepts, in characters. */
    int MAX_LENGTH = 15;

    /**
     * Reads a setting as AWS does.
     *
     * @param text {@code AUTO}, or an IPv4 address in dotted decimal, at most 15 characters
     * @throws IllegalArgumentException if it is neither; the message names the setting and what is expected
     */
    static PassiveIp parse(String text) {
        Objects.requireNonNull(text, "text");
        if (text.equals("AUTO")) {
            return new Auto();
        }
        return IpLiteral.parseV4(text)
                .map(Fixed::new)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text
                        + "\" (expected: AUTO, or one IPv4 address such as 203.0.113.7 or 0.0.0.0, at most "
                        + MAX_LENGTH
                        + " characters)"));
    }

    /**
     * The address to put into a 227.
     *
     * @param endpoints the endpoint addresses of the server, at least one
     * @param reached the address at which the control connection arrived
     * @param peer the address that the control connection came from
     */
    Inet4Address announce(List<Inet4Address> endpoints, InetAddress reached, InetAddress peer);

    /** The setting as one types it, which {@link #parse} reads. */
    default String setting() {
        return this instanceof Fixed(Inet4Address address) ? address.getHostAddress() : "AUTO";
    }

    /** {@code AUTO}: an endpoint address of the server, which is what AWS does unless told otherwise. */
    record Auto() implements PassiveIp {

        /**
         * The endpoint address that the session runs over, where it can be told: the one reached, or the one that
         * forwarded the session from its own address; else the first.
         */
        @Override
        public Inet4Address announce(List<Inet4Address> endpoints, InetAddress reached, InetAddress peer) {
            for (InetAddress seen : List.of(reached, peer)) {
                if (seen instanceof Inet4Address address && endpoints.contains(address)) {
                    return address;
                }
            }
            return endpoints.getFirst();
        }

        @Override
        public String toString() {
            return "AUTO";
        }
    }

    /**
     * One address for everyone. {@code 0.0.0.0} is a valid one: it asks clients to use the address that they reached
     * on the control connection, and not all clients understand that.
     *
     * @param address the address to announce
     */
    record Fixed(Inet4Address address) implements PassiveIp {

        public Fixed {
            Objects.requireNonNull(address, "address");
        }

        @Override
        public Inet4Address announce(List<Inet4Address> endpoints, InetAddress reached, InetAddress peer) {
            return address;
        }

        @Override
        public String toString() {
            return address.isAnyLocalAddress()
                    ? "0.0.0.0 (use the address of the control connection)"
                    : address.getHostAddress();
        }
    }
}
