package io.github.passage.it.load;

import io.github.passage.it.server.PortRange;
import io.github.passage.it.tool.ProxyHeaderV2;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A load balancer of TCP without affinity: each connection goes to the next replica in turn, at the same port. It knows which went
 * where.
 */
final class Balancer implements Closeable {
    private static final int BACKLOG = 1000;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int BUFFER = 1 << 13;
    private static final byte[] NOTHING = {};

    private final InetAddress host;
    private final Naming naming;
    private final List<InetAddress> replicas;
    private final List<ServerSocket> listeners = new ArrayList<>();
    private final Set<Integer> out = ConcurrentHashMap.newKeySet();
    private final Map<InetSocketAddress, Integer> ways = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** Held while a replica is chosen and dialled, and by who takes one out. */
    private final ReentrantReadWriteLock choosing = new ReentrantReadWriteLock();

    /** How replicas know the client. */
    enum Naming {
        /** Connections come from the client's own address. */
        SOURCE,
        /** They come from the load balancer's address, and begin with a PROXY header. */
        HEADER_FIRST,
        /** The header comes with the client's first bytes, or not at all if none come. */
        HEADER_LATE
    }

    /** Starts to balance; its own address is that of the group's. */
    Balancer(Replicas group, Naming naming) throws IOException {
        this.host = group.balanced();
        this.naming = naming;
        this.replicas = group.hosts();
        listen(Replicas.CONTROL_PORT);
        PortRange dataPorts = Replicas.PORTS;
        for (int port = dataPorts.first(); port <= dataPorts.last(); port++) {
            listen(port);
        }
    }

    /** Where clients connect. */
    InetSocketAddress address() {
        return new InetSocketAddress(host, Replicas.CONTROL_PORT);
    }

    private void listen(int port) throws IOException {
        ServerSocket listener = new ServerSocket(port, BACKLOG, host);
        listeners.add(listener);
        Thread.ofVirtual().start(() -> acceptAll(listener));
    }

    /** Sends a replica nothing new from now on; what was on its way has arrived when this returns. */
    void takeOut(int replica) {
        takeOut(replica, () -> {});
    }

    /** The same, with something done to it before anything else is sent. */
    void takeOut(int replica, Runnable meanwhile) {
        choosing.writeLock().lock();
        try {
            meanwhile.run();
            out.add(replica);
        } finally {
            choosing.writeLock().unlock();
        }
    }

    /** Which replica a connection went to, by the client's end of it; -1 for none. */
    int wayOf(InetSocketAddress client) {
        return ways.getOrDefault(client, -1);
    }

    private void acceptAll(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> balance(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void balance(Socket client) {
        try (client;
                Socket replica = new Socket()) {
            replica.bind(new InetSocketAddress(naming == Naming.SOURCE ? client.getInetAddress() : host, 0));
            dialNext(client, replica);
            byte[] header = naming == Naming.SOURCE ? NOTHING : headerOf(client);
            if (naming == Naming.HEADER_FIRST) {
                replica.getOutputStream().write(header);
            }
            Thread up = Thread.ofVirtual()
                    .start(() -> pump(client, replica, naming == Naming.HEADER_LATE ? header : NOTHING));
            pump(replica, client, NOTHING);
            up.join();
        } catch (IOException gone) {
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] headerOf(Socket client) {
        return ProxyHeaderV2.of(
                (InetSocketAddress) client.getRemoteSocketAddress(),
                (InetSocketAddress) client.getLocalSocketAddress(),
                "");
    }

    private void dialNext(Socket client, Socket replica) throws IOException {
        choosing.readLock().lock();
        try {
            int chosen = turn.getAndIncrement() % replicas.size();
            while (out.contains(chosen)) {
                chosen = turn.getAndIncrement() % replicas.size();
            }
            ways.put((InetSocketAddress) client.getRemoteSocketAddress(), chosen);
            replica.connect(new InetSocketAddress(replicas.get(chosen), client.getLocalPort()), CONNECT_MILLIS);
        } finally {
            choosing.readLock().unlock();
        }
    }

    /**
     * Moves bytes until the end of one side, and passes that on; a reset as a reset of both.
     *
     * @param before what goes with the first bytes, in one write
     */
    private static void pump(Socket from, Socket to, byte[] before) {
        try {
            InputStream in = from.getInputStream();
            OutputStream taker = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            System.arraycopy(before, 0, buffer, 0, before.length);
            int first = in.read(buffer, before.length, BUFFER - before.length);
            if (first > 0) {
                taker.write(buffer, 0, before.length + first);
                in.transferTo(taker);
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            reset(from);
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyClosed) {
            // It is what was wanted.
        }
    }

    @Override
    public void close() {
        for (ServerSocket listener : listeners) {
            try {
                listener.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
