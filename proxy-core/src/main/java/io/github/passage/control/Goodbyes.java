package io.github.passage.control;

import io.github.passage.ftp.ReplyLine;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.Transport;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells clients that get no session why, in one reply, and closes once they can have read it. Any thread may call it. */
final class Goodbyes {
    /** How many are under way at once; each holds a descriptor and little else. */
    static final int MOST = 256;

    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * Says one reply and closes; resets the connection if too many are under way.
     *
     * @param connection one that nobody else writes to or reads from any more; takes ownership
     * @param loop its event loop, which it may not be registered with yet
     */
    void say(Accepted connection, EventLoop loop, ReplyLine reply) {
        Channel client = connection.channel();
        if (underWay.incrementAndGet() > MOST) {
            underWay.decrementAndGet();
            reset(connection);
            return;
        }
        client.closeFuture().addListener(closed -> underWay.decrementAndGet());
        client.pipeline().addLast(new LastReply(reply.wire()));
        if (client.pipeline().get(ControlHeaders.READER) != null) {
            // It holds what comes behind a header, without a bound, for a session that there will not be.
            client.pipeline().remove(ControlHeaders.READER);
        }
        if (!client.isRegistered()) {
            loop.register(client);
        }
    }

    private static void reset(Accepted connection) {
        if (connection.channel().isRegistered()) {
            Transport.reset(connection.channel());
        } else {
            connection.refuse();
        }
    }

    private static final class LastReply extends Lingering {
        private final byte[] wire;

        LastReply(byte[] wire) {
            this.wire = wire;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            ctx.write(Unpooled.wrappedBuffer(wire));
            super.handlerAdded(ctx);
        }
    }
}
