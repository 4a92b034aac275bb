package io.github.passage.control;

import io.github.passage.ftp.ReplyLine;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.Transport;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;

/**
 * A control connection whose client is known, and that no session has yet.
 *
 * @param loop the event loop of the session that may begin; the channel is registered with it if a PROXY header came
 * @param connection the connection
 * @param origin where it comes from
 * @param greeted whether Passage has greeted the client
 */
record Arrival(EventLoop loop, Accepted connection, Origin origin, boolean greeted) {
    /** What Passage greets with, where it has to know the client before it asks a server. */
    static final ReplyLine GREETING = ReplyLine.of(220, "Service ready.");

    Channel channel() {
        return connection.channel();
    }

    /**
     * Takes no session: 421 where the client can read one at once, else a reset. To be called on the event loop.
     *
     * @param text why, for the client's eyes
     */
    void turnAway(String text) {
        if (!channel().isRegistered()) {
            connection.refuse();
        } else if (greeted) {
            channel()
                    .writeAndFlush(
                            Unpooled.wrappedBuffer(ReplyLine.of(421, text).wire()))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            Transport.reset(channel());
        }
    }
}
