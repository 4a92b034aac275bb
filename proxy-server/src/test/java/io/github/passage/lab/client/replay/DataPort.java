package io.github.passage.lab.client.replay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A data port that listens at some addresses, drops at others, and refuses at the rest. */
final class DataPort implements AutoCloseable {
    /** Below the ports that the system gives to clients, so that no client meets itself where nobody listens. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;
    private static final AtomicInteger NEXT = new AtomicInteger(FIRST);

    private final int port;
    private final List<ServerSocket> listeners = new ArrayList<>();
    private final List<SilentPort> silent = new ArrayList<>();
    private final BlockingQueue<Socket> arrived = new LinkedBlockingQueue<>();

    private DataPort(int port) {
        this.port = port;
    }

    static DataPort open(List<InetAddress> listening, List<InetAddress> dropping) throws IOException {
        while (true) {
            DataPort made = new DataPort(NEXT.getAndUpdate(number -> number < LAST ? number + 1 : FIRST));
            try {
                for (InetAddress address : listening) {
                    made.listen(new ServerSocket(made.port, 4, address));
                }
                for (InetAddress address : dropping) {
                    made.silent.add(SilentPort.open(address, made.port));
                }
                return made;
            } catch (IOException taken) {
                made.close();
            }
        }
    }

    private void listen(ServerSocket listener) {
        listeners.add(listener);
        Thread.startVirtualThread(() -> {
            try (listener) {
                while (true) {
                    arrived.add(listener.accept());
                }
            } catch (IOException closed) {
                // As it should be.
            }
        });
    }

    int port() {
        return port;
    }

    /** The connection that came or comes in this time, else null. */
    @Nullable
    Socket connection(Duration within) throws InterruptedException {
        return arrived.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket listener : listeners) {
            listener.close();
        }
        for (SilentPort dropping : silent) {
            dropping.close();
        }
        for (Socket left : arrived) {
            left.close();
        }
    }
}
