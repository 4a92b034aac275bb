package io.github.passage.transport;

import java.time.Duration;

/** Told once when accepting pauses for want of file descriptors or memory, and once when that is over. Called on event loops. */
public interface AcceptPauseListener {
    /** Tells nobody. */
    AcceptPauseListener NONE = new AcceptPauseListener() {
        @Override
        public void paused(String reason) {
            // Nobody asked.
        }

        @Override
        public void resumed(Duration took) {
            // Nobody asked.
        }
    };

    /**
     * No listener accepts any more; connections that stand go on.
     *
     * @param reason one line: what there is no more of, how much of it there was, and how to get more
     */
    void paused(String reason);

    /**
     * All listeners accept again, and no socket was refused for a second.
     *
     * @param took since accepting paused
     */
    void resumed(Duration took);
}
