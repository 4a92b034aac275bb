package io.github.passage.telemetry;

import java.time.Duration;

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
}
