package io.github.passage.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dialling where the system gives no socket. */
@Timeout(20)
class DialShortageTest {
    private static final SocketPlace WITHOUT_SOCKETS = new SocketPlace() {
        @Override
        public <T> T open(Supplier<T> opening) {
            throw new ChannelException(new SocketException("Too many open files"));
        }
    };

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Transport transport = Transport.open(2, new AcceptPauseListener() {
        @Override
        public void paused(String reason) {
            told.add("paused");
        }

        @Override
        public void resumed(Duration took) {
            told.add("resumed");
        }
    });

    @AfterEach
    void close() {
        transport.close();
    }

    private ChannelFuture dial(EventLoop loop) {
        return transport.dial(
                loop,
                new DialRequest(
                        new InetSocketAddress("127.62.0.4", 9),
                        null,
                        Duration.ofSeconds(5),
                        ConnectionKind.CONTROL,
                        WITHOUT_SOCKETS),
                new ChannelInboundHandlerAdapter());
    }

    @Test
    void theDiallerIsToldOnItsOwnLoop() throws Exception {
        EventLoop loop = transport.nextLoop();
        CompletableFuture<Boolean> onLoop = new CompletableFuture<>();

        dial(loop).addListener(failed -> onLoop.complete(!failed.isSuccess() && loop.inEventLoop()));

        assertThat(onLoop.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void acceptingPausesAndGoesOnWhenSocketsAreToBeHad() throws Exception {
        CountDownLatch accepted = new CountDownLatch(1);
        InetSocketAddress address = (InetSocketAddress) transport
                .listen(
                        new ListenOptions(new InetSocketAddress("127.62.0.4", 0), ConnectionKind.CONTROL),
                        new AcceptListener() {
                            @Override
                            public void accepted(Accepted connection) {
                                connection.refuse();
                                accepted.countDown();
                            }

                            @Override
                            public void acceptFailed(Throwable cause) {
                                throw new IllegalStateException(cause);
                            }
                        })
                .sync()
                .channel()
                .localAddress();

        // All within one pause
        List<ChannelFuture> dials =
                Stream.generate(() -> dial(transport.nextLoop())).limit(3).toList();
        for (ChannelFuture each : dials) {
            each.await();
        }

        try (Socket waiting = new Socket(address.getAddress(), address.getPort())) {
            assertThat(waiting.isConnected()).isTrue();
            assertThat(accepted.await(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("paused");
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("resumed");
        assertThat(told).isEmpty();
    }
}
