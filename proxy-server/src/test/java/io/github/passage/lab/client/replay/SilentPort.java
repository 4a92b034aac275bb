package io.github.passage.lab.client.replay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A port whose queue of connections is full, so that Linux drops every further SYN without an answer. */
final class SilentPort implements AutoCloseable {
    private static final int BACKLOG = 1;
    private static final int PATIENCE_MILLIS = 2_000;

    private final ServerSocket listener;
    private final List<Socket> fillers = new ArrayList<>();

    private SilentPort(ServerSocket listener) {
        this.listener = listener;
    }

    static SilentPort open(InetAddress address, int port) throws IOException {
        SilentPort silent = new SilentPort(new ServerSocket(port, BACKLOG, address));
        try {
            // The queue is full when it holds more than its backlog.
            for (int i = 0; i <= BACKLOG; i++) {
                Socket filler = new Socket();
                silent.fillers.add(filler);
                filler.connect(silent.address(), PATIENCE_MILLIS);
            }
            return silent;
        } catch (IOException e) {
            silent.close();
            throw e;
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        for (Socket filler : fillers) {
            filler.close();
        }
        listener.close();
    }
}
