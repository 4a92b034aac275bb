package io.github.passage.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the sockets of both sides of a connection say. */
@Timeout(20)
class SocketOptionsTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.62.0.3", 0);

    private final Transport transport = Transport.open(1);

    @AfterEach
    void close() {
        transport.close();
    }

    /** Both ends of a connection. */
    private record Ends(Channel accepted, Channel dialled) {}

    private Ends connect(ConnectionKind kind) throws Exception {
        CompletableFuture<Channel> accepted = new CompletableFuture<>();
        InetSocketAddress address = (InetSocketAddress) transport
                .listen(new ListenOptions(ANY_PORT, kind), accepting(accepted))
                .sync()
                .channel()
                .localAddress();
        DialRequest request = new DialRequest(address, null, Duration.ofSeconds(5), kind);
        Channel dialled = transport
                .dial(transport.nextLoop(), request, new ChannelInboundHandlerAdapter())
                .sync()
                .channel();
        return new Ends(accepted.get(5, TimeUnit.SECONDS), dialled);
    }

    private AcceptListener accepting(CompletableFuture<Channel> accepted) {
        return new AcceptListener() {
            @Override
            public void accepted(Accepted connection) {
                transport
                        .nextLoop()
                        .register(connection.channel())
                        .addListener(registered -> accepted.complete(connection.channel()));
            }

            @Override
            public void acceptFailed(Throwable cause) {
                throw new IllegalStateException(cause);
            }
        };
    }

    private static <T> List<T> both(Ends ends, ChannelOption<T> option) {
        return List.of(
                ends.accepted().config().getOption(option),
                ends.dialled().config().getOption(option));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsHeldBackAndAllButRelayedConnectionsAreKeptAlive(ConnectionKind kind) throws Exception {
        Ends ends = connect(kind);

        assertThat(both(ends, ChannelOption.TCP_NODELAY)).containsExactly(true, true);
        boolean kept = kind != ConnectionKind.RELAYED;
        assertThat(both(ends, ChannelOption.SO_KEEPALIVE)).containsExactly(kept, kept);
        if (kept && transport.isEpoll()) {
            assertThat(both(ends, EpollChannelOption.TCP_KEEPIDLE)).containsExactly(60, 60);
        }
        if (transport.isEpoll()) {
            assertThat(ends.accepted().config().getOption(SocketOptions.SO_OOBINLINE))
                    .isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatIsGoneIsMissedInMinutesOnControlConnections(ConnectionKind kind) throws Exception {
        Assumptions.assumeTrue(transport.isEpoll());
        Ends ends = connect(kind);

        int timeout = kind == ConnectionKind.CONTROL ? 180_000 : 0;
        assertThat(both(ends, EpollChannelOption.TCP_USER_TIMEOUT)).containsExactly(timeout, timeout);
        if (kind == ConnectionKind.CONTROL) {
            assertThat(both(ends, EpollChannelOption.TCP_KEEPINTVL)).containsExactly(20, 20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theBuffersAreThoseThatTheKernelChooses(ConnectionKind kind) throws Exception {
        Ends ends = connect(kind);

        try (ServerSocket server = new ServerSocket(0, 1, ANY_PORT.getAddress());
                Socket dialled = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            assertThat(both(ends, ChannelOption.SO_SNDBUF))
                    .containsExactly(factor() * accepted.getSendBufferSize(), factor() * dialled.getSendBufferSize());
            assertThat(both(ends, ChannelOption.SO_RCVBUF))
                    .containsExactly(
                            factor() * accepted.getReceiveBufferSize(), factor() * dialled.getReceiveBufferSize());
        }
    }

    /** The JDK halves what Linux tells, the native transport does not. */
    private int factor() {
        return transport.isEpoll() ? 2 : 1;
    }
}
