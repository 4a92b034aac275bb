package io.github.passage.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Strict parsing of IP address literals, never touching DNS.
 *
 * <p>Stricter than {@link InetAddress#ofLiteral}, which also accepts {@code 127.1} and other historic forms that users
 * write only by mistake.
 */
public final class IpLiteral {
    private static final String OCTET = "(?:0|[1-9]\\d{0,2})";
    private static final Pattern DOTTED_QUAD = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);

    /** At least two groups of zeros with the colons around them. */
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|(?=%)|$)");

    private IpLiteral() {}

    /**
     * Parses four decimal octets; one with a leading zero is refused, as some programs read it as octal.
     *
     * @param text for example {@code 10.1.135.46}
     * @return the address, or empty if {@code text} is anything else
     */
    public static Optional<Inet4Address> parseV4(String text) {
        if (!DOTTED_QUAD.matcher(text).matches()) {
            return Optional.empty();
        }
        byte[] octets = new byte[4];
        String[] parts = text.split("\\.", -1);
        for (int i = 0; i < octets.length; i++) {
            int octet = Integer.parseInt(parts[i]);
            if (octet > 255) {
                return Optional.empty();
            }
            octets[i] = (byte) octet;
        }
        return Optional.of(v4(octets));
    }

    /**
     * Parses an IPv4 or IPv6 literal; IPv6 with or without brackets.
     *
     * @return the address, or empty if {@code text} is not a literal
     */
    public static Optional<InetAddress> parse(String text) {
        Optional<Inet4Address> v4 = parseV4(text);
        if (v4.isPresent()) {
            return Optional.of(v4.get());
        }
        if (text.indexOf(':') < 0) {
            return Optional.empty();
        }
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        // The JDK would take brackets off once more.
        if (bare.indexOf('[') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Inet6Address.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An address as people write it, without brackets: IPv6 in the short form of RFC 5952 section 4. */
    static String text(InetAddress address) {
        String written = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return written;
        }
        // The longest run of zeros, the first of several, but not a single one.
        return ZEROS.matcher(written)
                .results()
                .max(Comparator.<MatchResult>comparingLong(run ->
                                run.group().chars().filter(each -> each == '0').count())
                        .thenComparingInt(run -> -run.start()))
                .map(run -> written.substring(0, run.start()) + "::" + written.substring(run.end()))
                .orElse(written);
    }

    /**
     * Builds an IPv4 address from its octets.
     *
     * @param octets exactly four bytes, network order
     */
    public static Inet4Address v4(byte[] octets) {
        try {
            return (Inet4Address) InetAddress.getByAddress(octets);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException("octets: " + octets.length + " bytes (expected: 4)", e);
        }
    }
}
