package io.github.passage.lab.client.replay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An FTP server that plays one case with every client that comes. */
final class CaseServer implements AutoCloseable {
    private final ServerSocket listener;

    private CaseServer(ServerSocket listener) {
        this.listener = listener;
    }

    static CaseServer play(Case c) throws IOException {
        ServerSocket listener = new ServerSocket(0, 128, Ground.server(c));
        Thread.startVirtualThread(() -> {
            try (listener) {
                while (true) {
                    Socket client = listener.accept();
                    Thread.startVirtualThread(() -> CaseSession.play(c, client));
                }
            } catch (IOException closed) {
                // As it should be.
            }
        });
        return new CaseServer(listener);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
