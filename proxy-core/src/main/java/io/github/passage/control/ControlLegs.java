package io.github.passage.control;

import io.github.passage.control.LineWatch.Way;
import io.github.passage.control.SessionEvent.Side;
import io.github.passage.control.SessionState.Active;
import io.github.passage.control.SessionState.Connecting;
import io.github.passage.control.SessionState.Opening;
import io.github.passage.ftp.codec.CommandDecoder;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.ftp.codec.ReplyDecoder;
import io.github.passage.relay.Relay;
import io.github.passage.relay.RelayLeg;
import io.github.passage.relay.RelaySettings;
import io.github.passage.relay.Splicing;
import io.github.passage.relay.Traffic;
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
import io.netty.channel.socket.DuplexChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    private final CommandDecoder commands;
    private @Nullable Channel server;

    ControlLegs(FtpSession session, Channel client, LineLimits limits) {
        this.session = session;
        this.client = client;
        this.limits = limits;
        this.commands = new CommandDecoder(limits);
    }

    void registerClient(EventLoop loop) {
        client.pipeline().addLast(CODEC, commands).addLast(LEG, new ControlLeg(Side.CLIENT, session));
        if (client.isRegistered()) {
            // A PROXY header was awaited on this loop; what came behind it comes now.
            client.pipeline().remove(ControlHeaders.READER);
        } else {
            loop.register(client);
        }
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

    /**
     * The server's control connection stands.
     *
     * @param header the PROXY header that it gets, empty for none
     */
    void connected(Channel dialled, Optional<byte[]> header) {
        server = dialled;
        header.ifPresent(bytes -> dialled.write(Unpooled.wrappedBuffer(bytes)));
    }

    /** The server's control connection; it must stand. */
    Channel server() {
        return Optional.ofNullable(server).orElseThrow();
    }

    InetSocketAddress serverAddress() {
        return (InetSocketAddress) server().remoteAddress();
    }

    /** Where the server's control connection was dialled from. */
    InetAddress localAddress() {
        return ((InetSocketAddress) server().localAddress()).getAddress();
    }

    void toServer(byte[] wire) {
        session.line(Way.PASSAGE_TO_SERVER, wire);
        server().write(Unpooled.wrappedBuffer(wire));
    }

    void toClient(byte[] wire) {
        session.line(Way.PASSAGE_TO_CLIENT, wire);
        client.write(Unpooled.wrappedBuffer(wire));
    }

    void flush() {
        if (client.isRegistered()) {
            client.flush();
        }
        if (server != null) {
            server.flush();
        }
    }

    /** Parts from a server that takes no session, and hears nothing more of it. */
    void leaveServer() {
        Channel left = server();
        server = null;
        client.config().setAutoRead(false);
        if (left.pipeline().context(LEG) != null) {
            left.pipeline().replace(LEG, LEG, new DeafLeg());
        }
        closeAfterWrites(left);
    }

    /** Reads on where what comes can go. */
    void read(SessionState state) {
        switch (state) {
            case Active active -> readBoth(!active.pending().isFull());
            case Connecting connecting -> readEarly(connecting);
            default -> {
                // Relays read by themselves, and closed legs not at all.
            }
        }
    }

    private void readBoth(boolean clientMaySendMore) {
        if (clientMaySendMore && server().isWritable()) {
            commands.resume();
        } else {
            commands.hold();
        }
        // While commands of an earlier read wait, no other is due.
        client.config().setAutoRead(!commands.isBusy());
        server().config().setAutoRead(client.isWritable());
    }

    /** Reads the server to see whether it greets, and the client up to what can be kept for the server. */
    private void readEarly(Connecting connecting) {
        if (connecting.isFull()) {
            commands.hold();
            client.config().setAutoRead(false);
        } else if (connecting.opening() == Opening.LISTENING) {
            client.config().setAutoRead(true);
        }
        if (connecting.opening().isConnected()) {
            server().config().setAutoRead(true);
        }
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
        switch (end) {
            case TARGET_RESET -> Transport.reset(client);
            case QUIT, CLIENT_CLOSED, CLIENT_RESET -> closeAfterWrites(client);
            default -> closeUnasked();
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

    /** The client may be saying something just now, and is to read why its session ended. */
    private void closeUnasked() {
        boolean maySend = client.isActive() && client instanceof DuplexChannel duplex && !duplex.isInputShutdown();
        if (maySend && client.pipeline().get(CODEC) != null) {
            client.pipeline().replace(CODEC, CODEC, new Lingering());
        } else {
            closeAfterWrites(client);
        }
    }

    /** Closes both at once, whatever waits to be written. */
    void reset() {
        if (client.isRegistered()) {
            Transport.reset(client);
        } else {
            client.unsafe().closeForcibly();
        }
        if (server != null) {
            Transport.reset(server);
        }
    }

    /** A peer that takes no byte any more does not hold the connection for ever. */
    private static void closeAfterWrites(Channel channel) {
        if (!channel.isRegistered()) {
            channel.unsafe().closeForcibly();
            return;
        }
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
                RelaySettings.endAfter(Duration.ZERO, Splicing.NEVER, new Traffic()),
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
