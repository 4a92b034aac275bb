package io.github.passage.it.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Greets, and answers 230 to every line, for thousands of connections at little cost of its own. */
final class LoginServer implements AutoCloseable {
    private static final ByteBuffer GREETING =
            ByteBuffer.wrap("220 ready\r\n".getBytes(US_ASCII)).asReadOnlyBuffer();
    private static final ByteBuffer ANSWER =
            ByteBuffer.wrap("230 in\r\n".getBytes(US_ASCII)).asReadOnlyBuffer();
    private static final int BACKLOG = 1024;

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final ByteBuffer received = ByteBuffer.allocate(4096);

    private LoginServer(InetAddress address) throws IOException {
        this.selector = Selector.open();
        this.listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(address, 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    static LoginServer start(InetAddress address) {
        try {
            LoginServer server = new LoginServer(address);
            Thread.ofPlatform().daemon().name("login-server").start(server::run);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String hostAndPort() {
        return listener.socket().getInetAddress().getHostAddress() + ":"
                + listener.socket().getLocalPort();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::serve);
            }
        } catch (IOException | ClosedSelectorException closed) {
            // The test is over.
        }
    }

    private void serve(SelectionKey ready) {
        try {
            if (ready.isAcceptable()) {
                SocketChannel accepted = listener.accept();
                accepted.configureBlocking(false);
                accepted.register(selector, SelectionKey.OP_READ);
                accepted.write(GREETING.duplicate());
            } else {
                answer((SocketChannel) ready.channel());
            }
        } catch (IOException gone) {
            ready.cancel();
        }
    }

    private void answer(SocketChannel connection) throws IOException {
        if (connection.read(received.clear()) < 0) {
            connection.close();
            return;
        }
        received.flip();
        while (received.hasRemaining()) {
            if (received.get() == '\n') {
                connection.write(ANSWER.duplicate());
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
