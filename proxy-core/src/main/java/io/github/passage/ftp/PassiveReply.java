package io.github.passage.ftp;

import io.github.passage.address.IpLiteral;
import java.net.Inet4Address;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A passive reply: a 227 (RFC 959 section 4.1.2, RFC 1123 section 4.1.2.6) or a 229 (RFC 2428 section 3), with the text
 * that the server put around its numbers.
 */
public sealed interface PassiveReply {
    /** The server's data port, 1-65535. */
    int port();

    /**
     * Finds the numbers of a passive reply.
     *
     * @param code 227 or 229; any other code gives empty
     * @param text the reply's line, with or without its code
     * @return what was announced, or empty if the numbers are missing or out of range
     */
    static Optional<PassiveReply> parse(int code, String text) {
        return switch (code) {
            case 227 -> Pasv.find(text).map(reply -> reply);
            case 229 -> Epsv.find(text).map(reply -> reply);
            default -> Optional.empty();
        };
    }

    /**
     * A 227: address and port.
     *
     * @param address the announced IPv4 address
     * @param port the announced port
     * @param before the server's text before the numbers, code included
     * @param after the server's text after the numbers
     */
    record Pasv(Inet4Address address, int port, String before, String after) implements PassiveReply {
        // RFC 1123: the format is not fixed, a client (and so a proxy) must scan for the first digit of the address.
        private static final Pattern NUMBERS =
                Pattern.compile("(?<!\\d)(\\d{1,3})" + " {0,8}, {0,8}(\\d{1,3})".repeat(5) + "(?!\\d)");

        static Optional<Pasv> find(String text) {
            Matcher matcher = NUMBERS.matcher(text);
            return matcher.find() ? read(matcher, text) : Optional.empty();
        }

        private static Optional<Pasv> read(Matcher matcher, String text) {
            byte[] octets = new byte[6];
            for (int i = 0; i < octets.length; i++) {
                int octet = Integer.parseInt(matcher.group(i + 1));
                if (octet > 255) {
                    return Optional.empty();
                }
                octets[i] = (byte) octet;
            }
            int port = ((octets[4] & 0xFF) << 8) | (octets[5] & 0xFF);
            if (port == 0) {
                return Optional.empty();
            }
            Inet4Address address = IpLiteral.v4(new byte[] {octets[0], octets[1], octets[2], octets[3]});
            return Optional.of(
                    new Pasv(address, port, text.substring(0, matcher.start()), text.substring(matcher.end())));
        }

        /** The line with other numbers in the same text, without blanks between them, which 17 of 71 clients reject. */
        public String withEndpoint(Inet4Address newAddress, int newPort) {
            String host = newAddress.getHostAddress().replace('.', ',');
            return before + host + "," + (newPort >> 8) + "," + (newPort & 0xFF) + after;
        }
    }

    /**
     * A 229: a port only.
     *
     * @param port the announced port
     * @param before the server's text before the port, code and delimiters included
     * @param after the server's text after the port, delimiter included
     */
    record Epsv(int port, String before, String after) implements PassiveReply {
        // The delimiter is any printable character (RFC 2428 section 2), the same all four times.
        // The protocol and address fields must be empty, yet some servers fill them: then only within parentheses, so
        // that six
        // numbers with commas are not taken for a port.
        private static final Pattern PORT =
                Pattern.compile("\\(([!-/:-~&&[^()]])\\d?\\1[^()\\s]{0,64}?\\1(\\d{1,5})\\1");
        private static final Pattern BARE_PORT = Pattern.compile("([!-/:-~])\\1\\1(\\d{1,5})\\1");

        static Optional<Epsv> find(String text) {
            return find(PORT, text).or(() -> find(BARE_PORT, text));
        }

        private static Optional<Epsv> find(Pattern form, String text) {
            Matcher matcher = form.matcher(text);
            if (!matcher.find()) {
                return Optional.empty();
            }
            int port = Integer.parseInt(matcher.group(2));
            if (port < 1 || port > 65535) {
                return Optional.empty();
            }
            return Optional.of(new Epsv(port, text.substring(0, matcher.start(2)), text.substring(matcher.end(2))));
        }

        /** The line with another port in the same text. */
        public String withPort(int newPort) {
            return before + newPort + after;
        }
    }
}
