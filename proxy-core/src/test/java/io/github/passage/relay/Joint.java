package io.github.passage.relay;

import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.DialRequest;
import io.github.passage.transport.ListenOptions;
import io.github.passage.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Two real sockets with a relay between them. */
final class Joint implements AutoCloseable {
    private static final InetAddress HERE = new InetSocketAddress("127.61.0.1", 0).getAddress();

    final Transport transport = Transport.open(1);
    final LinkedBlockingQueue<RelayOutcome> outcomes = new LinkedBlockingQueue<>();
    final CompletableFuture<Channel> clientSide = new CompletableFuture<>();
    final CompletableFuture<Channel> targetSide = new CompletableFuture<>();
    final Socket client;
    final Socket target;
    private final CountDownLatch mayDial;

    /** Joins at once. */
    static Joint open() throws Exception {
        return new Joint(new CountDownLatch(0), socket -> {});
    }

    Joint(CountDownLatch mayDial, ClientStart start) throws Exception {
        this.mayDial = mayDial;
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            server.setReceiveBufferSize(64 * 1024);
            server.setSoTimeout(5000);
            int port = server.getLocalPort();
            Channel listener = transport
                    .listen(new ListenOptions(new InetSocketAddress(HERE, 0), ConnectionKind.DATA), relayTo(port))
                    .sync()
                    .channel();
            client = new Socket();
            client.setReceiveBufferSize(64 * 1024);
            client.setSoTimeout(5000);
            client.connect(listener.localAddress());
            start.with(client);
            mayDial.countDown();
            target = server.accept();
            target.setSoTimeout(5000);
        }
    }

    /** What the client does before the target is dialled. */
    @FunctionalInterface
    interface ClientStart {
        void with(Socket client) throws Exception;
    }

    private AcceptListener relayTo(int port) {
        return new AcceptListener() {
            @Override
            public void accepted(Accepted accepted) {
                Channel connection = accepted.channel();
                EventLoop loop = transport.nextLoop();
                RelayLeg clientLeg = new RelayLeg();
                RelayLeg targetLeg = new RelayLeg();
                connection.pipeline().addLast(clientLeg);
                clientSide.complete(connection);
                var registered = loop.register(connection);
                // The loop must go on while the dial waits, so that what the client did is seen before.
                Thread.ofVirtual().start(() -> {
                    awaitDial();
                    transport
                            .dial(
                                    loop,
                                    new DialRequest(
                                            new InetSocketAddress(HERE, port),
                                            null,
                                            Duration.ofSeconds(5),
                                            ConnectionKind.DATA),
                                    targetLeg)
                            .addListener((ChannelFutureListener) dialled -> {
                                targetSide.complete(dialled.channel());
                                Relay.join(clientLeg, targetLeg, Duration.ZERO, outcomes::add);
                            });
                });
                if (registered.cause() != null) {
                    throw new IllegalStateException(registered.cause());
                }
            }

            @Override
            public void acceptFailed(Throwable cause) {
                throw new IllegalStateException(cause);
            }
        };
    }

    private void awaitDial() {
        try {
            mayDial.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    RelayOutcome outcome() throws InterruptedException {
        RelayOutcome outcome = outcomes.poll(5, TimeUnit.SECONDS);
        if (outcome == null) {
            throw new AssertionError("the relay did not end");
        }
        return outcome;
    }

    @Override
    public void close() throws IOException {
        client.close();
        target.close();
        transport.close();
    }
}
