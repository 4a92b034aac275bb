package io.github.passage.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One data connection of a replay: a thread of its own sends or reads all that there is. */
final class DataConnection implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;

    private final Socket socket;
    private final Duration patience;
    private final CompletableFuture<Long> received = new CompletableFuture<>();

    private DataConnection(Socket socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    static DataConnection open(InetSocketAddress address, Optional<Long> upload, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, Math.toIntExact(patience.toMillis()));
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        DataConnection connection = new DataConnection(socket, patience);
        Thread.ofVirtual().start(() -> connection.move(upload));
        return connection;
    }

    private void move(Optional<Long> upload) {
        try {
            if (upload.isPresent()) {
                send(upload.get());
            }
            received.complete(read());
        } catch (IOException e) {
            received.completeExceptionally(e);
        }
    }

    /** Bytes that tell their place, so that a mix-up would be seen. */
    private void send(long bytes) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (byte) i;
        }
        OutputStream out = socket.getOutputStream();
        for (long left = bytes; left > 0; left -= Math.min(BLOCK, left)) {
            out.write(block, 0, (int) Math.min(BLOCK, left));
        }
        out.flush();
        socket.shutdownOutput();
    }

    private long read() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] block = new byte[BLOCK];
        long total = 0;
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            total += read;
        }
        return total;
    }

    /**
     * How many bytes came, once the server has closed.
     *
     * @throws IOException if it does not in time, or breaks the connection
     */
    long received() throws IOException {
        try {
            return received.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the data connection broke", e);
        } catch (TimeoutException e) {
            throw new IOException("the data connection did not end in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is of no more use either way
        }
    }
}
