package io.github.passage.lab.transfer;

import io.github.passage.address.IpLiteral;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A control connection, spoken by hand. A reply that does not come within five seconds fails the test. */
final class ControlClient implements AutoCloseable {

    private static final Pattern EPSV_PORT = Pattern.compile("\\(\\|\\|\\|(\\d+)\\|\\)");

    private final Socket socket = new Socket();
    private final BufferedReader replies;

    ControlClient(InetSocketAddress server) throws IOException {
        socket.bind(new InetSocketAddress(IpLiteral.v4(new byte[] {127, 0, 0, 1}), 0));
        socket.connect(server, 5000);
        socket.setSoTimeout(5000);
        replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        reply();
    }

    static ControlClient loggedIn(InetSocketAddress server) throws IOException {
        ControlClient client = new ControlClient(server);
        client.command("USER demo");
        client.command("PASS demo-passage");
        return client;
    }

    String command(String line) throws IOException {
        send(line);
        return reply();
    }

    void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    Socket socket() {
        return socket;
    }

    /** The next reply, its lines joined by a line feed. */
    String reply() throws IOException {
        String line = line();
        StringBuilder reply = new StringBuilder(line);
        String last = line.substring(0, 3) + " ";
        while (!line.startsWith(last)) {
            line = line();
            reply.append('\n').append(line);
        }
        return reply.toString();
    }

    private String line() throws IOException {
        String line = replies.readLine();
        if (line == null) {
            throw new IOException("the server has closed the control connection");
        }
        return line;
    }

    boolean isAtEnd() throws IOException {
        return replies.readLine() == null;
    }

    int openPort() throws IOException {
        String reply = command("EPSV");
        Matcher matcher = EPSV_PORT.matcher(reply);
        if (!matcher.find()) {
            throw new IOException("no port in " + reply);
        }
        return Integer.parseInt(matcher.group(1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
