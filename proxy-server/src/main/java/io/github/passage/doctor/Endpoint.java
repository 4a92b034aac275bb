package io.github.passage.doctor;

import io.github.passage.address.IpLiteral;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The endpoint to look at.
 *
 * @param host a DNS name, or an IP literal without brackets
 * @param port of the control connection, 1-65535
 * @param user who logs in, without line breaks; empty if nobody was named
 */
public record Endpoint(String host, int port, Optional<String> user) {
    private static final String SCHEME = "ftp://";
    private static final int FTP_PORT = 21;
    private static final String FORM = "expected: ftp://[user@]host[:port]/";
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}._-]{1,253}");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");

    /**
     * Reads {@code ftp://[user@]host[:port]/} (RFC 3986, RFC 1738 section 3.2). No message repeats what may be a password.
     *
     * @throws IllegalArgumentException saying what was found and what was expected
     */
    public static Endpoint parse(String url) {
        if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new IllegalArgumentException(
                    "\"" + masked(url) + "\" (" + FORM + "; TLS is tried by itself, by AUTH TLS)");
        }
        String rest = url.substring(SCHEME.length());
        int at = rest.lastIndexOf('@');
        String userInfo = at < 0 ? "" : rest.substring(0, at);
        if (userInfo.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "a password in it, which other users of this machine can see (expected: none; give it at the prompt,"
                            + " in the environment variable PASSAGE_PASSWORD, or by --netrc FILE)");
        }
        String place = rest.substring(at + 1);
        int slash = place.indexOf('/');
        if (slash >= 0 && slash < place.length() - 1) {
            throw new IllegalArgumentException("a path in it (expected: none, the directory after login is looked at; "
                    + FORM.substring(10) + ")");
        }
        return at(slash < 0 ? place : place.substring(0, slash), user(userInfo));
    }

    private static Endpoint at(String authority, Optional<String> user) {
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        return new Endpoint(host(host), hasPort ? port(authority.substring(colon + 1)) : FTP_PORT, user);
    }

    private static String host(String text) {
        if (text.startsWith("[") && text.endsWith("]") && IpLiteral.parse(text).isPresent()) {
            return text.substring(1, text.length() - 1);
        }
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "host: \"" + text + "\" (expected: a DNS name, an IPv4 address, or an IPv6 address in brackets)");
        }
        return text;
    }

    private static int port(String text) {
        if (!PORT.matcher(text).matches()) {
            // Whoever forgets the host writes user:password here.
            throw new IllegalArgumentException("port: not a number (expected: 1-65535)");
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1-65535)");
        }
        return port;
    }

    private static Optional<String> user(String encoded) {
        String user;
        try {
            // Unlike in a form, a plus sign in a URL's user stands for itself.
            user = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "user: \"" + encoded + "\" (expected: percent signs only as %40 and such)", e);
        }
        if (user.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("user: \"" + encoded + "\" (expected: no control characters)");
        }
        return user.isEmpty() ? Optional.empty() : Optional.of(user);
    }

    /** A value of the command line as a message may repeat it: without what may be the user and password of a URL. */
    public static String masked(String value) {
        int at = value.lastIndexOf('@');
        return at < 0 || value.lastIndexOf(':', at) < 0 ? value : "***" + value.substring(at);
    }

    /** As a URL; never with a password. */
    @Override
    public String toString() {
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return SCHEME + user.map(name -> name + "@").orElse("") + bracketed + (port == FTP_PORT ? "" : ":" + port)
                + "/";
    }
}
