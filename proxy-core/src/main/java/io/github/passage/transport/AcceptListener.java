package io.github.passage.transport;

/** Takes what a listener accepts. Called on the listener's event loop. */
public interface AcceptListener {
    /**
     * A connection was accepted.
     *
     * @param connection to be registered with an event loop, or refused
     */
    void accepted(Accepted connection);

    /**
     * Accepting failed and pauses for a second at this listener; connections that stand are not affected. Not called when file
     * descriptors or memory run out, of which an {@link AcceptPauseListener} is told.
     *
     * @param cause something unforeseen
     */
    void acceptFailed(Throwable cause);
}
