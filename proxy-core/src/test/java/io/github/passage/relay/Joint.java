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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Two real sockets with a relay between them. */
final class Joint implements AutoCloseable {
    /** A receive buffer that stands still soon when nobody reads. */
    static final int SMALL_BUFFER = 64 * 1024;

    private static final InetAddress HERE = new InetSocketAddress("127.61.0.1", 0).getAddress();

    final Transport transport = Transport.open(1);
    final LinkedBlockingQueue<RelayOutcome> outcomes = new LinkedBlockingQueue<>();
    final CompletableFuture<Channel> clientSide = new CompletableFuture<>();
    final CompletableFuture<Channel> targetSide = new CompletableFuture<>();
    final Socket client;
    final Socket target;
    final CompletableFuture<Relay> relay = new CompletableFuture<>();
    final RelayLeg clientLeg = new RelayLeg();
    final RelayLeg targetLeg = new RelayLeg();
    private final CountDownLatch mayDial;
    private final Splicing splicing;
    final Traffic traffic = new Traffic();
    private final RelayIdle idle;

    /** Joins at once. */
    static Joint open() throws Exception {
        return open(Splicing.NEVER, RelayIdle.NEVER);
    }

    /** The same with idle timeout and splicing. */
    static Joint open(Splicing splicing, RelayIdle idle) throws Exception {
        return new Joint(new CountDownLatch(0), socket -> {}, splicing, idle, SMALL_BUFFER);
    }

    Joint(CountDownLatch mayDial, ClientStart start) throws Exception {
        this(mayDial, start, Splicing.NEVER, RelayIdle.NEVER, SMALL_BUFFER);
    }

    Joint(CountDownLatch mayDial, ClientStart start, Splicing splicing, RelayIdle idle, int receiveBuffer)
            throws Exception {
        this.mayDial = mayDial;
        this.splicing = splicing;
        this.idle = idle;
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            server.setReceiveBufferSize(receiveBuffer);
            server.setSoTimeout(5000);
            int port = server.getLocalPort();
            Channel listener = transport
                    .listen(new ListenOptions(new InetSocketAddress(HERE, 0), ConnectionKind.DATA), relayTo(port))
                    .sync()
                    .channel();
            client = new Socket();
            client.setReceiveBufferSize(receiveBuffer);
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
                                relay.complete(Relay.join(
                                        clientLeg,
                                        targetLeg,
                                        new RelaySettings(idle, RelayTap.NONE, splicing, traffic),
                                        outcomes::add));
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

    /** Asks something on the event loop. */
    <T> T ask(Callable<T> question) throws Exception {
        return clientSide.get().eventLoop().submit(question).get();
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
        transport.close();
        client.close();
        target.close();
    }
}
