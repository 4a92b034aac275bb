package io.github.passage.lab.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A data connection that stands, at least with the next hop. */
final class DataConnection implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final Socket socket;
    private final PushbackInputStream in;
    private final Duration patience;
    private long bytes;

    /**
     * A connection that was just made.
     *
     * @param patience for each byte
     */
    DataConnection(Socket socket, Duration patience) throws IOException {
        this.socket = socket;
        this.patience = patience;
        this.in = new PushbackInputStream(socket.getInputStream(), 1);
        socket.setSoTimeout(millis(patience));
    }

    /**
     * Looks whether it lasts.
     *
     * @param settle how long a reset may take to come
     */
    boolean isReset(Duration settle) {
        try {
            socket.setSoTimeout(millis(settle));
            int first = in.read();
            if (first >= 0) {
                in.unread(first);
            }
            socket.setSoTimeout(millis(patience));
            return false;
        } catch (SocketTimeoutException itLasts) {
            return !restored();
        } catch (IOException reset) {
            return true;
        }
    }

    private boolean restored() {
        try {
            socket.setSoTimeout(millis(patience));
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private static int millis(Duration duration) {
        return Math.max(1, Math.toIntExact(duration.toMillis()));
    }

    /** Reads to the end. */
    void receive() throws IOException {
        byte[] chunk = new byte[CHUNK];
        InputStream from = in;
        for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
            bytes += read;
        }
    }

    /** Sends so many zeros, and ends. */
    void send(long count) throws IOException {
        OutputStream out = socket.getOutputStream();
        for (long left = count; left > 0; left -= Math.min(left, CHUNK)) {
            int now = (int) Math.min(left, CHUNK);
            out.write(new byte[now]);
            bytes += now;
        }
        socket.shutdownOutput();
    }

    /** How many bytes it has carried. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It ended by itself.
        }
    }
}
