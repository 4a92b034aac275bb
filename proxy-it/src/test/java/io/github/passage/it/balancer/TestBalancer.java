package io.github.passage.it.balancer;

import io.github.passage.it.tool.ProxyHeaderV2;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A load balancer node that can what HAProxy cannot: name a VPC endpoint in its header of version 2, and send the header with the
 * client's first bytes.
 */
final class TestBalancer implements AutoCloseable {
    private final Way way;
    private final InetSocketAddress target;
    private final List<ServerSocket> listeners = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * How it forwards.
     *
     * @param listen where clients reach it
     * @param node its own address: the destination in the header, and the source of its connections
     * @param endpoint the VPC endpoint that the header names; empty for none
     * @param isLate whether the header comes with the client's first bytes, or not at all if none come
     */
    record Way(InetAddress listen, InetAddress node, String endpoint, boolean isLate) {}

    /** Starts to forward the control port and the data ports to the same ports of the target. */
    TestBalancer(Way way, InetSocketAddress target) throws IOException {
        this.way = way;
        this.target = target;
        listen(target.getPort());
        for (int port : IntStream.rangeClosed(Scene.DATA_PORTS.first(), Scene.DATA_PORTS.last())
                .toArray()) {
            listen(port);
        }
    }

    /** Where clients connect. */
    InetSocketAddress address() {
        return new InetSocketAddress(way.listen(), target.getPort());
    }

    private void listen(int port) throws IOException {
        ServerSocket listener = new ServerSocket(port, 50, way.listen());
        listeners.add(listener);
        Thread.ofVirtual().start(() -> accept(listener));
    }

    private void accept(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket client = keep(listener.accept());
                Thread.ofVirtual().start(() -> forward(client, listener.getLocalPort()));
            } catch (IOException e) {
                // Closed, or a client that has gone before it was accepted
            }
        }
    }

    private void forward(Socket client, int port) {
        try (client;
                Socket server = keep(new Socket(target.getAddress(), port, way.node(), 0))) {
            byte[] header = ProxyHeaderV2.of(
                    (InetSocketAddress) client.getRemoteSocketAddress(),
                    new InetSocketAddress(way.node(), port),
                    way.endpoint());
            if (!way.isLate()) {
                server.getOutputStream().write(header);
            }
            Thread up = Thread.ofVirtual().start(() -> pump(client, server, way.isLate() ? header : new byte[0]));
            pump(server, client, new byte[0]);
            up.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Moves all bytes, with some before the first. */
    private static void pump(Socket from, Socket to, byte[] before) {
        byte[] buffer = new byte[1 << 16];
        byte[] waiting = before;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                ByteArrayOutputStream together = new ByteArrayOutputStream();
                together.write(waiting);
                together.write(buffer, 0, count);
                out.write(together.toByteArray());
                waiting = new byte[0];
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One side has gone: so goes the other
            close(from);
            close(to);
        }
    }

    private Socket keep(Socket socket) {
        open.add(socket);
        return socket;
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        listeners.forEach(TestBalancer::close);
        open.forEach(TestBalancer::close);
    }
}
