package io.github.passage.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.passage.address.Cidr;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TransportTest {
    private final Transport transport = Transport.open(1);

    @AfterEach
    void close() {
        transport.close();
    }

    private static AcceptListener accepting(Consumer<Accepted> consumer) {
        return new AcceptListener() {
            @Override
            public void accepted(Accepted connection) {
                consumer.accept(connection);
            }

            @Override
            public void acceptFailed(Throwable cause) {
                throw new IllegalStateException(cause);
            }
        };
    }

    private InetSocketAddress listen(ListenOptions options, Consumer<Accepted> consumer) throws InterruptedException {
        return (InetSocketAddress)
                transport.listen(options, accepting(consumer)).sync().channel().localAddress();
    }

    private static Socket connect(String from, InetSocketAddress to, int timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(from, 0));
            socket.setSoTimeout(5000);
            socket.connect(to, timeout);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Whether the handshake is answered, whatever comes then. */
    private static boolean answers(String from, InetSocketAddress to, int timeout) throws IOException {
        try (Socket socket = connect(from, to, timeout)) {
            return socket.isConnected();
        } catch (SocketTimeoutException dropped) {
            return false;
        } catch (SocketException reset) {
            return String.valueOf(reset.getMessage()).contains("reset");
        }
    }

    @Test
    void foreignSourcesAreDroppedWithoutAnAnswerWhileOthersConnect() throws Exception {
        assumeTrue(transport.isEpoll());
        InetSocketAddress address = listen(
                new ListenOptions(
                        new InetSocketAddress("127.62.0.1", 0),
                        ConnectionKind.CONTROL,
                        List.of(Cidr.parse("127.62.1.0/24"), Cidr.parse("127.62.2.7/32"))),
                Accepted::refuse);

        for (String admitted : List.of("127.62.1.2", "127.62.1.255", "127.62.2.7")) {
            assertThat(answers(admitted, address, 2000)).isTrue();
        }
        for (String foreign : List.of("127.62.2.8", "127.63.1.2", "127.0.0.1")) {
            assertThat(answers(foreign, address, 250)).isFalse();
        }
    }

    @Test
    void aFilterOfTheWholeNetworkAdmitsEverybody() throws Exception {
        assumeTrue(transport.isEpoll());
        InetSocketAddress address = listen(
                new ListenOptions(
                        new InetSocketAddress("127.62.0.1", 0), ConnectionKind.DATA, List.of(Cidr.parse("0.0.0.0/0"))),
                Accepted::refuse);

        assertThat(answers("127.1.2.3", address, 2000)).isTrue();
    }

    @Test
    void aRefusedConnectionIsReset() throws Exception {
        InetSocketAddress address = listen(
                new ListenOptions(new InetSocketAddress("127.62.0.1", 0), ConnectionKind.CONTROL), Accepted::refuse);

        // The reset may be faster than the return of connect.
        assertThatThrownBy(() -> {
                    try (Socket socket = connect("127.62.1.2", address, 2000)) {
                        assertThat(socket.getInputStream().read()).isEqualTo(-1);
                        throw new AssertionError("closed in order");
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void theUrgentByteOfAnAbortArrivesInItsPlace() throws Exception {
        assumeTrue(transport.isEpoll());
        CompletableFuture<String> received = new CompletableFuture<>();
        InetSocketAddress address = listen(
                new ListenOptions(new InetSocketAddress("127.62.0.1", 0), ConnectionKind.CONTROL),
                connection -> collect(connection.channel(), received));

        try (Socket socket = connect("127.62.1.2", address, 2000)) {
            socket.getOutputStream().write(new byte[] {(byte) 0xFF, (byte) 0xF4, (byte) 0xFF});
            socket.sendUrgentData(0xF2);
            socket.getOutputStream().write("ABOR\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(received.get(5, TimeUnit.SECONDS)).isEqualTo("\u00FF\u00F4\u00FF\u00F2ABOR\r\n");
        }
    }

    private void collect(Channel connection, CompletableFuture<String> received) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        connection.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                ByteBuf bytes = (ByteBuf) message;
                while (bytes.isReadable()) {
                    all.write(bytes.readByte());
                }
                bytes.release();
                String text = all.toString(StandardCharsets.ISO_8859_1);
                if (text.endsWith("\n")) {
                    received.complete(text);
                }
            }
        });
        transport
                .nextLoop()
                .register(connection)
                .addListener(registered -> connection.config().setAutoRead(true));
    }

    /** A failed write is told; that the connection is gone already is nobody's fault. */
    @Test
    void theEndOfAConnectionThatWasResetIsNoError() throws Exception {
        CompletableFuture<Channel> accepted = new CompletableFuture<>();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        InetSocketAddress address = listen(
                new ListenOptions(new InetSocketAddress("127.62.0.1", 0), ConnectionKind.CONTROL),
                connection -> accepted.complete(connection.channel()));
        Socket peer = connect("127.62.1.2", address, 2000);
        Channel connection = accepted.get(5, TimeUnit.SECONDS);
        transport.nextLoop().register(connection).sync();
        connection.eventLoop().execute(() -> {
            try {
                // The loop is at work while the reset comes, and learns of it later.
                peer.setSoLinger(true, 0);
                peer.close();
                Transport.shutDownOutput(connection);
                thrown.complete(null);
            } catch (IOException | RuntimeException e) {
                thrown.complete(e);
            }
        });

        assertThat(thrown.get(5, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void aTransportNeedsAnEventLoop() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transport.open(0))
                .withMessage("event-loops: 0 (expected: at least 1)");
    }
}
