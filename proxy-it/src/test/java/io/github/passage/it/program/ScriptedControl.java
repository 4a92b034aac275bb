package io.github.passage.it.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port that greets and answers by verb; to every other verb it says nothing. */
final class ScriptedControl implements AutoCloseable {
    private final ServerSocket listener;
    private final String greeting;
    private final Map<String, String> answers;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    private ScriptedControl(ServerSocket listener, String greeting, Map<String, String> answers) {
        this.listener = listener;
        this.greeting = greeting;
        this.answers = answers;
    }

    /**
     * Starts it.
     *
     * @param greeting one line
     * @param answers one line for each verb
     */
    static ScriptedControl start(InetAddress address, String greeting, Map<String, String> answers) {
        try {
            ScriptedControl server = new ScriptedControl(new ServerSocket(0, 50, address), greeting, answers);
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
            say(socket, greeting);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String answer = answers.get(line.split(" ", 2)[0]);
                if (answer != null) {
                    say(socket, answer.replace("%s", line));
                }
            }
        } catch (IOException gone) {
            // The client has left.
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
    }

    String hostAndPort() {
        return listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
    }

    /** How many connections it has had. */
    int connections() {
        return accepted.size();
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
