package io.github.passage.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;

/**
 * A connection that a listener accepted and that no event loop has; nothing is read from it until its owner asks. Whoever gets it
 * adds handlers and registers the channel with an event loop, or refuses it. It may have been with another event loop before, which
 * read who its client is: then its pipeline holds what came behind that.
 *
 * @param channel the connection
 * @param source where it came from
 * @param reached the local address that it came to
 */
public record Accepted(Channel channel, InetSocketAddress source, InetSocketAddress reached) {
    /** Resets the connection; only while it is not registered. */
    public void refuse() {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException gone) {
            // The peer reset the connection first, which is what was wanted.
            closeAtOnce();
            return;
        }
        closeAtOnce();
    }

    /** What a handler holds of a channel that has left its event loop is released by nobody else. */
    private void closeAtOnce() {
        channel.unsafe().closeForcibly();
        while (channel.pipeline().first() != null) {
            channel.pipeline().removeFirst();
        }
    }
}
