package io.github.passage.control;

import io.github.passage.control.SessionEvent.Side;
import io.github.passage.ftp.codec.CommandDecoder;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.ftp.codec.ReplyDecoder;
import io.github.passage.relay.Relay;
import io.github.passage.relay.RelayLeg;
import io.github.passage.relay.RelaySettings;
import io.github.passage.relay.Splicing;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.transport.Transport;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The two control connections of a session and their pipelines.
 *
 * <pre>
 *  client ──▶ codec (CommandDecoder) ──▶ leg (ControlLeg) ─┐
 *                                                          session
 *  server ──▶ codec (ReplyDecoder) ────▶ leg (ControlLeg) ─┘
 * </pre>
 *
 * <p>After {@link #becomeRelay} both hold a {@code RelayLeg} only. Confined to the session's event loop.
 */
final class ControlLegs {
    private static final String CODEC = "codec";
    private static final String LEG = "leg";
    private static final int LONGEST_CLOSE_SECONDS = 10;

    private final FtpSession session;
    private final Channel client;
    private final LineLimits limits;
    private @Nullable Channel server;

    ControlLegs(FtpSession session, Channel client, LineLimits limits) {
        this.session = session;
        this.client = client;
        this.limits = limits;
    }

    void registerClient(EventLoop loop) {
        client.pipeline().addLast(CODEC, new CommandDecoder(limits)).addLast(LEG, new ControlLeg(Side.CLIENT, session));
        loop.register(client);
    }

    ChannelHandler serverInitializer() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(CODEC, new ReplyDecoder(limits))
                        .addLast(LEG, new ControlLeg(Side.SERVER, session));
            }
        };
    }

    void connected(Channel dialled) {
        server = dialled;
    }

    /** The server's control connection; it must stand. */
    Channel server() {
        return Optional.ofNullable(server).orElseThrow();
    }

    void toServer(byte[] wire) {
        server().write(Unpooled.wrappedBuffer(wire));
    }

    void toClient(byte[] wire) {
        client.write(Unpooled.wrappedBuffer(wire));
    }

    void flush() {
        client.flush();
        if (server != null) {
            server.flush();
        }
    }

    void read(boolean clientMaySendMore) {
        client.config().setAutoRead(clientMaySendMore && server().isWritable());
        server().config().setAutoRead(client.isWritable());
    }

    /** Lets both fall silent. */
    void silence() {
        Transport.silence(client);
        if (server != null) {
            Transport.silence(server);
        }
    }

    void closeServerOutput() {
        Transport.endOutput(server());
    }

    /** Closes both after what was written has left; a reset of one side becomes a reset of the other. */
    void close(SessionEnd end) {
        if (end == SessionEnd.TARGET_RESET) {
            Transport.reset(client);
        } else {
            closeAfterWrites(client);
        }
        if (server == null) {
            return;
        }
        if (end == SessionEnd.CLIENT_RESET) {
            Transport.reset(server);
        } else {
            closeAfterWrites(server);
        }
    }

    /** A peer that takes no byte any more does not hold the connection for ever. */
    private static void closeAfterWrites(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        if (channel.isOpen()) {
            Future<?> deadline = channel.eventLoop()
                    .schedule(() -> Transport.reset(channel), LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
            channel.closeFuture().addListener(closed -> deadline.cancel(false));
        }
    }

    /** Takes the codecs out of both pipelines and joins them; what the codecs still held goes first. */
    Relay becomeRelay(EventLoop loop) {
        flush();
        RelayLeg clientLeg = replaceCodec(client.pipeline());
        RelayLeg serverLeg = replaceCodec(server().pipeline());
        return Relay.join(
                clientLeg,
                serverLeg,
                // Nobody moves files over a control connection.
                RelaySettings.endAfter(Duration.ZERO, Splicing.NEVER),
                outcome -> loop.execute(() -> {
                    session.on(new SessionEvent.Gone(
                            outcome.end() == DataEnd.TARGET_RESET ? Side.SERVER : Side.CLIENT,
                            outcome.end() != DataEnd.COMPLETED));
                }));
    }

    private static RelayLeg replaceCodec(ChannelPipeline pipeline) {
        RelayLeg leg = new RelayLeg();
        pipeline.addLast(leg);
        pipeline.remove(LEG);
        pipeline.remove(CODEC);
        return leg;
    }
}
