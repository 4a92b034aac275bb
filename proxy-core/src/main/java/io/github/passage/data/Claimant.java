package io.github.passage.data;

import io.github.passage.transport.Accepted;
import io.netty.channel.EventLoop;

/** A session that waits for a data connection. */
public interface Claimant {
    /** The event loop that the session lives on. */
    EventLoop loop();

    /** Whether a data connection of the session is open. Any thread may ask. */
    boolean isMoving();

    /**
     * A data connection came. Called on {@link #loop()}.
     *
     * @param connection the session registers it with its own event loop, or refuses it
     */
    void dataArrived(Accepted connection);
}
