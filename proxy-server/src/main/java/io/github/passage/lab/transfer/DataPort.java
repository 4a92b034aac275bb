package io.github.passage.lab.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open data port, and the one connection that it accepts. Every method may be called from any thread. */
final class DataPort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataPort.class);

    private final int number;
    private final ServerSocket listening;
    private final Consumer<DataPort> afterClose;
    private @Nullable Socket accepted;
    private boolean closed;
    private final AtomicBoolean routed = new AtomicBoolean();
    private final CompletableFuture<Void> told = new CompletableFuture<>();

    /**
     * @param number as clients know it
     * @param listening a bound socket; this takes ownership
     * @param afterClose runs exactly once, when the port is free again
     */
    DataPort(int number, ServerSocket listening, Consumer<DataPort> afterClose) {
        this.number = number;
        this.listening = listening;
        this.afterClose = afterClose;
    }

    int number() {
        return number;
    }

    /** Where it listens in truth. */
    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** Marks that a connection is on its way here; whether it is the first. */
    boolean routedFirst() {
        return routed.compareAndSet(false, true);
    }

    /**
     * Waits for the first connection, whoever makes it.
     *
     * @param timeoutMillis how long to wait for it, and later for each of its bytes
     * @param takesClosed whether one that its peer has closed already counts
     * @throws IOException if none comes, or the port is closed meanwhile
     */
    Socket accept(int timeoutMillis, boolean takesClosed) throws IOException {
        listening.setSoTimeout(timeoutMillis);
        Socket socket = listening.accept();
        while (!takesClosed) {
            PeekedSocket peeked = new PeekedSocket(socket);
            if (!peeked.hasEnded()) {
                socket = peeked;
                break;
            }
            socket.close();
            socket = listening.accept();
        }
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
    void closeUnlessAccepted() {
        if (ends(true)) {
            tellEnd();
        }
    }

    /** Closes the port and its connection once; a second caller waits until the first is done. */
    @Override
    public void close() {
        if (ends(false)) {
            tellEnd();
        } else {
            told.join();
        }
    }

    /** Closes the sockets; whether this call is the one that did. */
    private synchronized boolean ends(boolean onlyIfUnused) {
        if (closed || (onlyIfUnused && accepted != null)) {
            return false;
        }
        closed = true;
        if (accepted != null) {
            close(accepted);
        }
        close(listening);
        return true;
    }

    /** Without the lock: whoever is told may wait for an event loop, and that one may be asking for a route to this port. */
    private void tellEnd() {
        try {
            afterClose.accept(this);
        } finally {
            told.complete(null);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A socket did not close cleanly: {}", e.getMessage());
        }
    }
}
