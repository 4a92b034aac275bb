package io.github.passage.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A method of a path, and what it does.
 *
 * @param method GET also stands for HEAD
 * @param path segments of the form <code>{name}</code> take any text
 * @param isOpen whether it needs no token
 * @param handler gives the answer
 */
record Route(String method, String path, boolean isOpen, Handler handler) {
    /** The texts in a path, by their names; empty if it is another path. */
    Optional<Map<String, String>> match(String other) {
        String[] wanted = path.split("/", -1);
        String[] given = other.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{") && !given[i].isEmpty()) {
                names.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }

    boolean takes(String wanted) {
        return method.equals(wanted) || (method.equals("GET") && wanted.equals("HEAD"));
    }

    /** Answers a request that came in at a route. */
    @FunctionalInterface
    interface Handler {
        /**
         * Answers.
         *
         * @param request the request
         * @param names the texts in its path, without percent-encoding
         */
        Answer answer(Request request, Map<String, String> names);
    }
}
