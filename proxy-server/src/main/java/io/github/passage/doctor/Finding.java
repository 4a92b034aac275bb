package io.github.passage.doctor;

import java.util.List;

/**
 * Something found.
 *
 * @param id a stable name for scripts, for example {@code announced-private}
 * @param severity whom it concerns
 * @param what was seen
 * @param why that matters, and what is likely behind it
 * @param fixes what would mend it, each by itself; empty if nothing can be said
 */
public record Finding(String id, Severity severity, String what, String why, List<Fix> fixes) {
    /** Keeps its own copy. */
    public Finding {
        fixes = List.copyOf(fixes);
    }

    /**
     * A change that mends it.
     *
     * @param where the program or service to change, for example {@code vsftpd}
     * @param change the setting, and what to know of it
     */
    public record Fix(String where, String change) {}
}
