package io.github.passage.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A control port that says what a test wants, to any number of connections. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final String greeting;
    private final Function<String, Optional<String>> answers;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocket listener, String greeting, Function<String, Optional<String>> answers) {
        this.listener = listener;
        this.greeting = greeting;
        this.answers = answers;
    }

    /**
     * Starts it at a port of its own.
     *
     * @param greeting said at once, line ends included; may be empty
     * @param answers what is said to each line; empty for nothing
     */
    static ScriptedServer start(String greeting, Function<String, Optional<String>> answers) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        ScriptedServer server = new ScriptedServer(listener, greeting, answers);
        Thread.ofVirtual().start(server::accept);
        return server;
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
            OutputStream out = socket.getOutputStream();
            out.write(greeting.getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(answers.apply(line).orElse("").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException gone) {
            // The doctor has left, as it should.
        }
    }

    /** How many connections it has had. */
    int connections() {
        return accepted.size();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
