package io.github.passage.config;

import io.github.passage.ftp.CredentialsInText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers mistakes, so that the operator sees all of them in one run. Not thread-safe. */
final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    /** Notes a mistake; one that was noted before, as a default that several hops share, counts once. */
    void add(Problem problem) {
        found.add(problem);
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException with all mistakes in the order of the lines, if there are any
     */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw toException();
        }
    }

    /** All mistakes in the order of the lines. */
    ConfigException toException() {
        List<Problem> inOrder = new ArrayList<>(found);
        inOrder.sort(Comparator.comparingInt(Problem::line));
        return new ConfigException(inOrder.stream().map(Problem::toString).toList());
    }

    /**
     * One mistake.
     *
     * @param where the file and line, ending in a colon and a space; empty for flags
     * @param line for the order, -1 if unknown
     * @param text what is wrong, at which path or flag, and what is expected
     */
    record Problem(String where, int line, String text) {
        @Override
        public String toString() {
            return CredentialsInText.maskedOfUser(where + text).replaceAll("\\s*\\R\\s*", " ");
        }
    }
}
