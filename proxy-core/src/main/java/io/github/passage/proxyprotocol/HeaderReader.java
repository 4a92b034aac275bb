package io.github.passage.proxyprotocol;

import io.github.passage.telemetry.HeaderFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes the PROXY header off the front of a connection, with no byte lost. Once that is decided it reads no more, and holds what came
 * behind the header, and a peer's end, until it is taken out of the pipeline. A connection whose header is none, is too long, or does
 * not come in time, is rejected.
 *
 * <p>Add it as the first handler, before the channel is registered or on its event loop.
 */
public final class HeaderReader extends ChannelInboundHandlerAdapter {
    private final Wait wait;
    private final Listener listener;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private @Nullable Future<?> deadline;
    private boolean begun;
    private boolean settled;
    private boolean ended;

    /** A reader for one connection. */
    public HeaderReader(Wait wait, Listener listener) {
        this.wait = wait;
        this.listener = listener;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive() && ctx.channel().isRegistered()) {
            begin(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        begin(ctx);
        ctx.fireChannelActive();
    }

    private void begin(ChannelHandlerContext ctx) {
        if (!begun) {
            begun = true;
            listener.begun();
            await(ctx, wait.first());
            ctx.read();
        }
    }

    private void await(ChannelHandlerContext ctx, Duration patience) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = patience.isZero()
                ? null
                : ctx.executor()
                        .schedule(
                                () -> reject(HeaderFault.TIMED_OUT, "no PROXY header in time"),
                                patience.toNanos(),
                                TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        boolean first = !bytes.isReadable();
        keep(ctx, (ByteBuf) message);
        if (settled || !bytes.isReadable()) {
            return;
        }
        if (first && !wait.first().equals(wait.whole())) {
            await(ctx, wait.whole());
        }
        switch (HeaderParser.parse(bytes)) {
            case Parsed.NeedMore more -> {}
            case Parsed.Client(ProxyHeader header, int length) -> {
                bytes.skipBytes(length);
                settle();
                listener.client(header);
            }
            case Parsed.Nobody(int length) -> {
                bytes.skipBytes(length);
                settle();
                listener.nobody();
            }
            case Parsed.NoHeader no -> {
                settle();
                listener.rejected(HeaderFault.MISSING, "the connection begins with something else than a PROXY header");
            }
            case Parsed.Malformed(HeaderFault fault, String reason) -> reject(fault, reason);
        }
    }

    private void keep(ChannelHandlerContext ctx, ByteBuf more) {
        if (!bytes.isReadable()) {
            bytes.release();
            bytes = more;
            return;
        }
        ByteBuf joined = ctx.alloc().buffer(bytes.readableBytes() + more.readableBytes());
        joined.writeBytes(bytes).writeBytes(more);
        bytes.release();
        more.release();
        bytes = joined;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        if (!settled) {
            ctx.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ended = true;
            atEnd();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        atEnd();
        ctx.fireChannelInactive();
    }

    private void atEnd() {
        if (!settled && !bytes.isReadable()) {
            settle();
            listener.leftSilently();
        }
        reject(HeaderFault.CLOSED, "the connection ended before its PROXY header");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // The peer reset the connection; what the cause says adds nothing.
        atEnd();
        ctx.fireExceptionCaught(cause);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        settle();
        ByteBuf rest = bytes;
        bytes = Unpooled.EMPTY_BUFFER;
        if (rest.isReadable() && ctx.channel().isActive()) {
            ctx.fireChannelRead(rest);
            ctx.fireChannelReadComplete();
        } else {
            rest.release();
        }
        if (ended) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    private void reject(HeaderFault fault, String reason) {
        if (!settled) {
            settle();
            listener.rejected(fault, reason);
        }
    }

    private void settle() {
        settled = true;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /**
     * How long a header may take.
     *
     * @param first from the connection to the first byte, and to the whole header if both are equal; zero for ever
     * @param whole from the first byte to the whole header, above zero
     */
    public record Wait(Duration first, Duration whole) {
        /** Of a sender that sends its header with the connection. */
        public static Wait atOnce(Duration timeout) {
            return new Wait(timeout, timeout);
        }
    }

    /** Told once, on the event loop, what a connection began with. */
    public interface Listener {
        /** The wait begins; told on the event loop, before anything else. */
        default void begun() {}

        /** A header that names a client. */
        void client(ProxyHeader header);

        /** A header that names no client, as a health check's; the connection counts as its own peer's. */
        void nobody();

        /**
         * The connection ended without a byte; it must close the connection, or take the reader out.
         */
        default void leftSilently() {
            rejected(HeaderFault.CLOSED, "the connection ended before its PROXY header");
        }

        /**
         * No header; it must close the connection, or take the reader out where {@link HeaderFault#MISSING} is no fault.
         *
         * @param fault what was wrong
         * @param reason one line for people
         */
        void rejected(HeaderFault fault, String reason);
    }
}
