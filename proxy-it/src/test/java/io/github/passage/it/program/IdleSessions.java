package io.github.passage.it.program;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Sessions with a hop, logged in and silent. */
final class IdleSessions implements AutoCloseable {
    private static final int PATIENCE = 20_000;

    private final InetSocketAddress hop;
    private final List<Socket> open = new ArrayList<>();

    IdleSessions(InetSocketAddress hop) {
        this.hop = hop;
    }

    /** Opens more, until there are so many. */
    void open(int wanted) throws IOException {
        while (open.size() < wanted) {
            Socket client = new Socket(hop.getAddress(), hop.getPort());
            open.add(client);
            client.setSoTimeout(PATIENCE);
            expect("220 ready", client);
            ask(client, "USER demo");
        }
    }

    /** Has every one of them answer again. */
    void askAll() throws IOException {
        for (Socket client : open) {
            ask(client, "NOOP");
        }
    }

    private static void ask(Socket client, String command) throws IOException {
        client.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
        expect("230 in", client);
    }

    /** Without a reader of its own for each, which would be larger than the session. */
    private static void expect(String line, Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder read = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            assertThat(next).as("after \"%s\"", read).isNotNegative();
            read.append((char) next);
        }
        assertThat(read.toString().strip()).isEqualTo(line);
    }

    @Override
    public void close() throws IOException {
        for (Socket client : open) {
            client.close();
        }
    }
}
