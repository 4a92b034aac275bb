package io.github.passage.admin;

import io.github.passage.address.HostPort;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who may ask. Where no token is asked for, a page of a foreign site must not reach what a browser on this machine can: neither by a
 * name of its own that points here, nor by a request across sites.
 *
 * @param token tells whether a token is the right one; empty if none is needed
 * @param anyHost whether any Host will do, as where the server is known by names; that needs a token
 */
record Gate(Optional<Predicate<String>> token, boolean anyHost) {
    private static final String SCHEME = "bearer ";

    /** Refuses requests that a browser was made to send by a foreign page. */
    void checkOrigin(Request request) {
        List<String> hosts = request.all("Host");
        if (hosts.size() != 1) {
            throw new Problem.Raised(new Problem(400, "no-host", "Host: " + hosts.size() + " of them (expected: one)"));
        }
        String host = hosts.getFirst();
        if (!anyHost && !isNobodysName(host)) {
            throw new Problem.Raised(
                    new Problem(403, "foreign-host", "Host: \"" + host + "\" (expected: an IP address or localhost)"));
        }
        request.header("Origin").filter(origin -> !isOf(host, origin)).ifPresent(origin -> {
            throw new Problem.Raised(new Problem(
                    403, "foreign-origin", "Origin: \"" + origin + "\" (expected: none, or that of this server)"));
        });
    }

    private static boolean isOf(String host, String origin) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isNobodysName(String authority) {
        boolean hasPort = authority.matches(".*[^:]:\\d+");
        try {
            HostPort host = HostPort.parse(hasPort ? authority : authority + ":80");
            return host.host().toLowerCase(Locale.ROOT).equals("localhost")
                    || host.literal().isPresent();
        } catch (IllegalArgumentException neither) {
            return false;
        }
    }

    /** Empty if the request carries the right token or needs none, else the answer that asks for it. */
    Optional<Answer> challenge(Request request) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> given = request.header("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(value -> value.substring(SCHEME.length()).strip());
        if (given.filter(token.get()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                        401,
                        "no-token",
                        given.isPresent()
                                ? "Authorization: not the token (expected: that of the file admin.token-file)"
                                : "Authorization: none (expected: Bearer, and the token of the file admin.token-file)")
                .answer()
                .with(
                        "WWW-Authenticate",
                        given.isPresent()
                                ? "Bearer realm=\"passage\", error=\"invalid_token\""
                                : "Bearer realm=\"passage\""));
    }
}
