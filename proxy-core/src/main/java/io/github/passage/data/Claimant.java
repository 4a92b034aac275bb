package io.github.passage.data;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/** A session that waits for a data connection. */
public interface Claimant {
    /** The event loop that the session lives on. */
    EventLoop loop();

    /**
     * A data connection came. Called on {@link #loop()}.
     *
     * @param connection not registered with an event loop yet; the session registers it with its own, or refuses it
     */
    void dataArrived(Channel connection);
}
