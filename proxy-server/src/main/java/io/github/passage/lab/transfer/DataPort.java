package io.github.passage.lab.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open data port, and the one connection that it accepts. Every method may be called from any thread. */
final class DataPort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataPort.class);

    private final ServerSocket listening;
    private final Consumer<DataPort> afterClose;
    private @Nullable Socket accepted;
    private boolean closed;

    /**
     * @param listening a bound socket; this takes ownership
     * @param afterClose runs exactly once, when the port is free again
     */
    DataPort(ServerSocket listening, Consumer<DataPort> afterClose) {
        this.listening = listening;
        this.afterClose = afterClose;
    }

    int number() {
        return listening.getLocalPort();
    }

    /**
     * Waits for the first connection, whoever makes it.
     *
     * @param timeoutMillis how long to wait for it, and later for each of its bytes
     * @throws IOException if none comes, or the port is closed meanwhile
     */
    Socket accept(int timeoutMillis) throws IOException {
        listening.setSoTimeout(timeoutMillis);
        Socket socket = listening.accept();
        synchronized (this) {
            if (!closed) {
                socket.setSoTimeout(timeoutMillis);
                accepted = socket;
                return socket;
            }
        }
        socket.close();
        throw new SocketException("the data port was closed meanwhile");
    }

    /** Closes the port unless a connection has been accepted. */
    synchronized void closeUnlessAccepted() {
        if (accepted == null) {
            close();
        }
    }

    /** Closes the port and its connection once; a second caller waits until the first is done. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (accepted != null) {
            close(accepted);
        }
        close(listening);
        afterClose.accept(this);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A socket did not close cleanly: {}", e.getMessage());
        }
    }
}
