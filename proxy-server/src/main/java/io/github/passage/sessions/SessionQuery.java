package io.github.passage.sessions;

import java.util.Optional;

/**
 * Which sessions to show.
 *
 * @param hop only of this hop, empty for all
 * @param state only in this state, one of {@link SessionStates#all}, empty for all
 * @param cursor where the page before ended, from {@link SessionPage#next}; empty for the first page
 * @param limit the most sessions of a page, 1 to {@value #MOST}
 */
public record SessionQuery(Optional<String> hop, Optional<String> state, Optional<String> cursor, int limit) {
    /** The largest page. */
    public static final int MOST = 1000;
    /** How many sessions a page has unless asked for others. */
    public static final int USUAL = 100;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the value and what was expected
     */
    public SessionQuery {
        state.ifPresent(given -> {
            if (!SessionStates.all().contains(given)) {
                throw new IllegalArgumentException(
                        "state: \"" + given + "\" (expected: one of " + String.join(", ", SessionStates.all()) + ")");
            }
        });
        cursor.ifPresent(SessionQuery::sequenceOf);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1-" + MOST + ")");
        }
    }

    /** The first page of all sessions. */
    public static SessionQuery all() {
        return new SessionQuery(Optional.empty(), Optional.empty(), Optional.empty(), USUAL);
    }

    /** Only sessions that began before this one are on the page. */
    long before() {
        return cursor.map(SessionQuery::sequenceOf).orElse(Long.MAX_VALUE);
    }

    /** Whether the entry is on one of the query's pages. */
    boolean takes(SessionEntry entry) {
        return (hop.isEmpty() || hop.get().equals(entry.ref().hop())) && (state.isEmpty() || entry.isIn(state.get()));
    }

    private static long sequenceOf(String cursor) {
        if (!cursor.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("cursor: \"" + cursor + "\" (expected: next of the page before)");
        }
        return Long.parseLong(cursor);
    }
}
