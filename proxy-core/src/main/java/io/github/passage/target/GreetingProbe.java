package io.github.passage.target;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One probe: hears the server's greeting, and takes leave with QUIT so that servers do not log a lost connection. All of it, the
 * connect included, within one time.
 */
final class GreetingProbe extends ChannelInboundHandlerAdapter {
    private static final String LEAVE = "QUIT\r\n";
    private static final String CLOSED = "the connection ended before a greeting";

    private final ProbeHeader header;
    private final Duration timeout;
    private final StringBuilder heard = new StringBuilder();
    private final Consumer<Optional<String>> result;
    private @Nullable Future<?> deadline;
    private boolean told;

    /**
     * A probe for one connection.
     *
     * @param header said first
     * @param timeout for all of it
     * @param result told once why the server did not greet with 220, in one line, or empty if it did
     */
    GreetingProbe(ProbeHeader header, Duration timeout, Consumer<Optional<String>> result) {
        this.header = header;
        this.timeout = timeout;
        this.result = result;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        deadline = ctx.executor().schedule(() -> end(ctx, late(ctx)), timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        byte[] first = header.bytes();
        if (first.length > 0) {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(first));
        }
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            // What follows the greeting and the QUIT is of no concern: the server closes after it.
            if (!told && message instanceof ByteBuf bytes) {
                heard(ctx, bytes);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void heard(ChannelHandlerContext ctx, ByteBuf bytes) {
        int most = Math.min(bytes.readableBytes(), Greeting.MOST_CHARACTERS + 1 - heard.length());
        heard.append(bytes.toString(bytes.readerIndex(), Math.max(0, most), StandardCharsets.ISO_8859_1));
        switch (Greeting.of(heard)) {
            case GOOD -> {
                tell(Optional.empty());
                ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), LEAVE));
            }
            case BAD -> end(ctx, Greeting.shown(heard));
            case INCOMPLETE -> {}
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            end(ctx, CLOSED);
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(ctx, CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(ctx, CLOSED);
    }

    private String late(ChannelHandlerContext ctx) {
        return (ctx.channel().isActive() ? "no greeting within " : "no answer within ") + timeout.toMillis() + " ms";
    }

    private void end(ChannelHandlerContext ctx, String why) {
        failed(why);
        ctx.close();
    }

    /** It cannot be connected to, or not asked. */
    void failed(String why) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        tell(Optional.of(why));
    }

    private void tell(Optional<String> trouble) {
        if (!told) {
            told = true;
            result.accept(trouble);
        }
    }
}
