package io.github.passage.transport;

import io.netty.channel.Channel;

/** Takes what a listener accepts. Called on the listener's event loop. */
public interface AcceptListener {
    /**
     * A connection was accepted; nothing is read from it until its owner asks.
     *
     * @param connection not registered with an event loop yet: add handlers and register it, or {@link Acceptor#refuse}
     */
    void accepted(Channel connection);

    /**
     * Accepting failed and pauses for a second; connections that stand are not affected.
     *
     * @param cause usually: no more file descriptors
     */
    void acceptFailed(Throwable cause);
}
