package io.github.passage.lab.scenario;

import io.github.passage.lab.client.ScriptedClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** An upload that the script feeds byte by byte, so that it lasts as long as it likes. Not thread-safe. */
final class Upload implements AutoCloseable {
    private static final byte[] PIECE = new byte[1024];

    private final Socket data;
    private final OutputStream out;
    private final int preliminary;
    private long sent;

    private Upload(Socket data, int preliminary) throws IOException {
        this.data = data;
        this.out = data.getOutputStream();
        this.preliminary = preliminary;
    }

    /**
     * Begins to store a file.
     *
     * @param to where the data connection goes
     * @throws IOException if it cannot be connected
     */
    static Upload begin(ScriptedClient client, InetSocketAddress to, String name) throws IOException {
        Socket data = client.dial(to);
        try {
            return new Upload(data, client.command("STOR " + name));
        } catch (IOException e) {
            data.close();
            throw e;
        }
    }

    /** The first reply to STOR: 150 if the server is ready. */
    int preliminary() {
        return preliminary;
    }

    /** Sends a piece; whether the connection still takes it. */
    boolean feed() {
        try {
            out.write(PIECE);
            sent += PIECE.length;
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Bytes given to the connection. */
    long sent() {
        return sent;
    }

    /** Ends the file, or gives it up. */
    @Override
    public void close() throws IOException {
        data.close();
    }
}
