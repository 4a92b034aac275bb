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
     * Accepting failed and pauses for a second; connections that stand are not affected.
     *
     * @param cause usually: no more file descriptors
     */
    void acceptFailed(Throwable cause);
}
