package io.github.passage.lab.assembly;

import io.github.passage.target.HealthChecks.Prober;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.DialRequest;
import io.github.passage.transport.SocketPlace;
import io.github.passage.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Probes as a load balancer node does: connects from the node's address and closes in order. */
final class ConnectProber implements Prober {
    /** A hop of the lab accepts before its own target answers, and resets within this time if that refuses. */
    private static final int SECOND_THOUGHTS_MILLIS = 50;

    private final Transport transport;
    private final SocketPlace place;
    private final Inet4Address from;

    ConnectProber(Transport transport, SocketPlace place, Inet4Address from) {
        this.transport = transport;
        this.place = place;
        this.from = from;
    }

    @Override
    public void probe(InetSocketAddress to, Duration timeout, Consumer<Boolean> result) {
        EventLoop loop = transport.nextLoop();
        DialRequest request =
                new DialRequest(to, new InetSocketAddress(from, 0), timeout, ConnectionKind.RELAYED, place);
        transport.dial(loop, request, new Probe()).addListener((ChannelFutureListener) dialled -> {
            if (dialled.isSuccess()) {
                Channel connection = dialled.channel();
                loop.schedule(() -> conclude(connection, result), SECOND_THOUGHTS_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                result.accept(false);
            }
        });
    }

    private static void conclude(Channel connection, Consumer<Boolean> result) {
        boolean stands = connection.isActive();
        connection.close();
        result.accept(stands);
    }

    /** A reset is an answer like another. */
    private static final class Probe extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
