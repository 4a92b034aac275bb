package io.github.passage.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoop;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TransportCloseTest {
    private static final int LOOPS = 2;
    private static final int CONNECTIONS = 20;

    @Test
    void everyPeerSeesTheEndAndNobodyListensAnyMore() throws Exception {
        CountDownLatch registered = new CountDownLatch(CONNECTIONS);
        Transport transport = Transport.open(LOOPS);
        List<Socket> peers = new ArrayList<>();
        try {
            InetSocketAddress address = listen(transport, registered);
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket peer = new Socket(address.getAddress(), address.getPort());
                peer.setSoTimeout(5000);
                peers.add(peer);
            }
            registered.await();
            // A loop that is at work when it is shut down looks at its channels no more.
            for (int i = 0; i < LOOPS; i++) {
                EventLoop loop = transport.nextLoop();
                loop.execute(() -> awaitShutdown(loop));
            }

            transport.close();

            for (Socket peer : peers) {
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
            }
            assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                    .isInstanceOf(ConnectException.class);
        } finally {
            transport.close();
            for (Socket peer : peers) {
                peer.close();
            }
        }
    }

    private static void awaitShutdown(EventLoop loop) {
        while (!loop.isShuttingDown()) {
            Thread.onSpinWait();
        }
    }

    private static InetSocketAddress listen(Transport transport, CountDownLatch registered)
            throws InterruptedException {
        AcceptListener handingOver = new AcceptListener() {
            @Override
            public void accepted(Accepted connection) {
                transport.nextLoop().register(connection.channel()).addListener(done -> registered.countDown());
            }

            @Override
            public void acceptFailed(Throwable cause) {
                throw new IllegalStateException(cause);
            }
        };
        return (InetSocketAddress) transport
                .listen(new ListenOptions(new InetSocketAddress("127.62.0.2", 0), ConnectionKind.CONTROL), handingOver)
                .sync()
                .channel()
                .localAddress();
    }
}
