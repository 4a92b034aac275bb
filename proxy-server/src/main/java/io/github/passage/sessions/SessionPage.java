package io.github.passage.sessions;

import java.util.List;
import java.util.Optional;

/**
 * Some sessions, the one that began last first.
 *
 * @param sessions at most as many as asked for
 * @param next the cursor of the page after this one, empty if this is the last
 * @param total how many sessions the query finds on all pages
 */
public record SessionPage(List<SessionRecord> sessions, Optional<String> next, int total) {
    /** Copies the list. */
    public SessionPage {
        sessions = List.copyOf(sessions);
    }
}
