package io.github.passage.telemetry;

import java.time.Duration;
import java.time.Instant;

/** What can happen to a process as a whole. */
public sealed interface ProcessFact {
    /**
     * The system refused a socket for want of file descriptors or memory, so no listener accepts any more; connections that stand go
     * on. Told once for each pause.
     *
     * @param reason one line: what there is no more of, how much of it there was, and how to get more
     */
    record AcceptPaused(String reason) implements ProcessFact {}

    /**
     * All listeners accept again, and no socket was refused for a second.
     *
     * @param took since accepting paused
     */
    record AcceptResumed(Duration took) implements ProcessFact {}

    /**
     * The configuration was read again, or files that it names.
     *
     * @param result what came of it
     * @param detail one line: what has changed, or why it is refused
     * @param allRuns whether all that was read last runs, the configuration and the files that it names
     * @param at when
     */
    record ConfigReloaded(ReloadResult result, String detail, boolean allRuns, Instant at) implements ProcessFact {}
}
