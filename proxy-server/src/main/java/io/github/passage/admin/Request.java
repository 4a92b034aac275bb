package io.github.passage.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A request, apart from how it came.
 *
 * @param method in upper case
 * @param path as it was sent, encoded
 * @param query as it was sent, empty if there is none
 * @param headers by their names in any case
 * @param body reads it when it is needed; refuses one that is too large
 */
record Request(String method, String path, String query, Map<String, List<String>> headers, Supplier<byte[]> body) {
    /** What a body may have, in bytes. */
    static final int LARGEST_BODY = 64 * 1024;

    private static final int MOST_PARAMETERS = 16;

    Request {
        Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = sorted;
    }

    /** All values of a header. */
    List<String> all(String name) {
        return headers.getOrDefault(name, List.of());
    }

    Optional<String> header(String name) {
        return all(name).stream().findFirst();
    }

    boolean isJson() {
        return header("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter("application/json"::equals)
                .isPresent();
    }

    /**
     * The parameters of the query.
     *
     * @param known the only ones that there may be
     */
    Map<String, String> parameters(Set<String> known) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", MOST_PARAMETERS)) {
            String[] parts = pair.split("=", 2);
            String name = decoded(parts[0].replace("+", " "));
            if (!known.contains(name)) {
                throw Problem.badValue("query: unknown parameter \"" + name + "\" (expected: one of "
                        + String.join(", ", known.stream().sorted().toList()) + ")");
            }
            parameters.put(name, parts.length == 1 ? "" : decoded(parts[1].replace("+", " ")));
        }
        return parameters;
    }

    /** A part of a path or query without its percent-encoding. */
    static String decoded(String text) {
        try {
            // A plus is a blank in forms only.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Problem.badValue("\"" + text + "\" (expected: percent-encoding)");
        }
    }
}
