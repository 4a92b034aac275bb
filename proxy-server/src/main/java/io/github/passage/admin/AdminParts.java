package io.github.passage.admin;

import io.github.passage.sessions.SessionBook;
import io.github.passage.telemetry.SessionRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the admin server shows and changes. All of it is asked from several threads, none of them an event loop.
 *
 * @param hops the hops of the process
 * @param sessions their sessions
 * @param metrics the metrics, empty if they are off
 * @param transcript the lines of a session's transcript, empty if there is none
 * @param logLevels the levels of loggers
 * @param config the effective configuration: maps, lists and plain values; secrets are masked by whoever shows it
 * @param process what else there is to say of the process
 */
public record AdminParts(
        AdminHops hops,
        SessionBook sessions,
        Optional<ScrapeSource> metrics,
        Function<SessionRef, Optional<List<String>>> transcript,
        LogLevels logLevels,
        Supplier<Map<String, Object>> config,
        ProcessNotes process) {
    /** Of a process that there is nothing else to say of. */
    public AdminParts(
            AdminHops hops,
            SessionBook sessions,
            Optional<ScrapeSource> metrics,
            Function<SessionRef, Optional<List<String>>> transcript,
            LogLevels logLevels,
            Supplier<Map<String, Object>> config) {
        this(hops, sessions, metrics, transcript, logLevels, config, ProcessNotes.NONE);
    }
}
