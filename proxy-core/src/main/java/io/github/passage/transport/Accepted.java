package io.github.passage.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;

/**
 * A connection that a listener accepted and that no event loop has yet; nothing is read from it until its owner asks. Whoever gets it
 * adds handlers and registers the channel with an event loop, or refuses it.
 *
 * @param channel the connection
 * @param source where it came from
 * @param reached the local address that it came to
 */
public record Accepted(Channel channel, InetSocketAddress source, InetSocketAddress reached) {
    /** Resets the connection; only before it is registered. */
    public void refuse() {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException gone) {
            // The peer reset the connection first, which is what was wanted.
            channel.unsafe().closeForcibly();
            return;
        }
        channel.unsafe().closeForcibly();
    }
}
