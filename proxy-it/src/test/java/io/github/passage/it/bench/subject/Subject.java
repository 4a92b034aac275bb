package io.github.passage.it.bench.subject;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What is measured, by how it is started. */
public sealed interface Subject permits Direct, Passage, PassageUnmetered, Haproxy, Nginx, Proftpd {
    /** As on the command line and in the results. */
    String name();

    /** Whether it puts its own address into passive replies; else the origin must announce the subject's. */
    boolean followsFtp();

    /** How many sessions it is to hold at most. */
    default int mostSessions() {
        return Integer.MAX_VALUE;
    }

    /** Its own processes' environment beside the bench's. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /**
     * What starts it in the foreground, after its files are written; empty for no process at all.
     *
     * @throws IOException if the files cannot be written
     */
    List<String> command(Site site) throws IOException;
}
