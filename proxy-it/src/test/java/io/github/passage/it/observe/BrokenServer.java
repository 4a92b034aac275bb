package io.github.passage.it.observe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server that lets everybody in, and announces a data port on which it does not listen. */
final class BrokenServer implements Closeable {
    private static final int BACKLOG = 64;

    private final ServerSocket listener;
    private final Set<Socket> accepted = ConcurrentHashMap.newKeySet();

    private BrokenServer(ServerSocket listener) {
        this.listener = listener;
    }

    static BrokenServer start(InetSocketAddress address) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(address, BACKLOG);
            BrokenServer server = new BrokenServer(listener);
            Thread.ofVirtual().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                accepted.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            say(socket, "220 ready");
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(socket, answer(line.split(" ", 2)[0].toUpperCase(Locale.ROOT)));
            }
        } catch (IOException gone) {
            // The client has left.
        } finally {
            accepted.remove(socket);
        }
    }

    private String answer(String verb) {
        return switch (verb) {
            case "USER" -> "331 password";
            case "PASS" -> "230 in";
            case "PASV" ->
                "227 Entering Passive Mode (%s,0,9)"
                        .formatted(address().getHostAddress().replace('.', ','));
            case "EPSV" -> "229 Entering Extended Passive Mode (|||9|)";
            case "QUIT" -> "221 bye";
            default -> "200 well";
        };
    }

    InetAddress address() {
        return listener.getInetAddress();
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : accepted) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
