package io.github.passage.proxyprotocol;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the PROXY header off the front of a connection and then itself out of the pipeline, with no byte lost. A header that is no
 * header, is longer than the decoder's bound, or does not come in time, is rejected.
 */
public final class HeaderReader extends SimpleChannelInboundHandler<HAProxyMessage> {
    private static final String DECODER = "proxy-header-decoder";
    /** A load balancer in the same machine sends its header with the connection. */
    private static final int PATIENCE_SECONDS = 5;

    /** Far above what known senders add, far below the protocol's 64 KiB. */
    private static final int MOST_EXTRAS = 1024;

    private final Consumer<ProxyHeader> accepted;
    private final Consumer<String> rejected;
    private @Nullable Future<?> deadline;
    private boolean settled;

    /**
     * A reader for one connection; add it before the handler of the connection's bytes.
     *
     * @param accepted told of the header, once, on the event loop
     * @param rejected told why there is none, in one line, once, on the event loop; it must close the connection
     */
    public HeaderReader(Consumer<ProxyHeader> accepted, Consumer<String> rejected) {
        this.accepted = accepted;
        this.rejected = rejected;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        // The decoder closes by itself what it cannot read; that shall be a reset too.
        linger(ctx, 0);
        ctx.pipeline().addBefore(ctx.name(), DECODER, new HAProxyMessageDecoder(MOST_EXTRAS));
        if (ctx.channel().isActive()) {
            begin(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        begin(ctx);
        ctx.fireChannelActive();
    }

    private void begin(ChannelHandlerContext ctx) {
        if (deadline == null) {
            deadline = ctx.executor()
                    .schedule(() -> reject("no PROXY header in time"), PATIENCE_SECONDS, TimeUnit.SECONDS);
            ctx.read();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage message) {
        ProxyHeader header = ProxyHeader.of(message).orElse(null);
        if (settled) {
            return;
        }
        if (header == null) {
            reject("a PROXY header without a client");
            return;
        }
        over();
        linger(ctx, -1);
        // What came behind the header goes on only now that the decoder is gone, which took itself out.
        ctx.pipeline().remove(this);
        settled = true;
        accepted.accept(header);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        if (!ctx.isRemoved()) {
            ctx.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent) {
            reject("the connection ended before its PROXY header");
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        reject("the connection ended before its PROXY header");
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        reject("not a PROXY header: " + cause.getMessage());
    }

    private void reject(String reason) {
        over();
        if (!settled) {
            settled = true;
            rejected.accept(reason);
        }
    }

    private static void linger(ChannelHandlerContext ctx, int seconds) {
        try {
            ctx.channel().config().setOption(ChannelOption.SO_LINGER, seconds);
        } catch (ChannelException gone) {
            // The peer reset the connection first.
            return;
        }
    }

    private void over() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
