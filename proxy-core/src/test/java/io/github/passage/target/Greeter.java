package io.github.passage.target;

import io.github.passage.address.HostPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A server that greets, or says nothing at all, and notes the lines that it hears. */
final class Greeter implements AutoCloseable {
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    /**
     * Listens.
     *
     * @param greeting what it says first, empty for nothing
     */
    Greeter(String address, String greeting) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.ofLiteral(address));
        Thread.ofVirtual().start(() -> acceptAll(greeting));
    }

    HostPort address() {
        return new HostPort(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
    }

    private void acceptAll(String greeting) {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection, greeting));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection, String greeting) {
        try (connection;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
            connection.getOutputStream().write(greeting.getBytes(StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
            }
            heard.add("end");
        } catch (IOException gone) {
            heard.add("reset");
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
