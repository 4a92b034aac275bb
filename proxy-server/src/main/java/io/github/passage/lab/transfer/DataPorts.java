package io.github.passage.lab.transfer;

import io.github.passage.address.PortRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data ports of one running server: who has one, and which are free. A hidden server's port number is a name for a socket of
 * another number, which only {@link #route} tells.
 *
 * <p>Apache FtpServer's own pool loses a port for good when its bind fails, and tells nobody of a port's life.
 */
final class DataPorts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataPorts.class);

    private static final int MOST_SHARDS = 1000;

    private final PortRange range;
    private final Conduct conduct;
    private final DataPortListener listener;
    private final Map<Object, Shard> shards = new HashMap<>();
    private final Map<Integer, Integer> announced = new HashMap<>();
    /** Held while a listener is told, so that it hears of a port's life in order. */
    private final Object announcing = new Object();

    private boolean stopped;

    DataPorts(PortRange range, Conduct conduct, DataPortListener listener) {
        this.range = range;
        this.conduct = conduct;
        this.listener = listener;
    }

    /**
     * Who asks for a port.
     *
     * @param source where its control connection comes from
     * @param endpoint the endpoint address that it came to
     * @param address where the server listens for it
     */
    record Claim(InetAddress source, InetAddress endpoint, InetAddress address) {}

    /**
     * Listens on the port that has been free longest, so that late packets of the last transfer meet nobody new. Never
     * waits for a port.
     *
     * @throws IOException if every port is taken, by this server or by another program, or the server is stopping
     */
    DataPort open(Claim claim) throws IOException {
        List<Integer> unusable = new ArrayList<>();
        Object key = conduct.affinity().shard(claim.source(), claim.endpoint());
        try {
            for (Integer port = take(key); port != null && unusable.size() < range.size(); port = take(key)) {
                try {
                    return announce(key, port, new ServerSocket(conduct.isHidden() ? 0 : port, 0, claim.address()));
                } catch (IOException e) {
                    unusable.add(port);
                    LOG.warn("Data port {} of {} cannot be used: {}", port, claim.address(), e.getMessage());
                }
            }
        } finally {
            giveBack(key, unusable);
        }
        throw new IOException("no data port is free");
    }

    /** Where a data connection that came to an endpoint goes; empty if nobody waits there for it. */
    synchronized Optional<InetSocketAddress> route(InetAddress source, InetAddress endpoint, int port) {
        Shard shard = shards.get(conduct.affinity().shard(source, endpoint));
        return shard == null ? Optional.empty() : shard.waiting(port).map(DataPort::address);
    }

    private DataPort announce(Object key, int number, ServerSocket socket) throws IOException {
        DataPort port = new DataPort(number, socket, closed -> release(key, closed));
        try {
            told(number, true);
        } catch (RuntimeException e) {
            socket.close();
            throw new IOException("the port's listener failed: " + e.getMessage(), e);
        }
        synchronized (this) {
            if (!stopped) {
                shards.computeIfAbsent(key, none -> new Shard(range)).open(port);
                return port;
            }
        }
        port.close();
        throw new IOException("the server is stopping");
    }

    /** Tells of the first opening and the last closing of a number. */
    private void told(int number, boolean opened) {
        synchronized (announcing) {
            int before = announced.getOrDefault(number, 0);
            int after = before + (opened ? 1 : -1);
            if (before == 0) {
                listener.opened(number);
            } else if (after == 0) {
                listener.closed(number);
            }
            announced.put(number, after);
        }
    }

    private synchronized @Nullable Integer take(Object key) {
        return stopped
                ? null
                : shards.computeIfAbsent(key, none -> new Shard(range)).take(conduct.dataPorts());
    }

    private synchronized void giveBack(Object key, List<Integer> ports) {
        ports.forEach(port -> freed(key, port));
    }

    /**
     * Gives out no more ports, and closes those that are open with their connections. When this returns, every one of
     * them has been reported closed.
     */
    @Override
    public void close() {
        List<DataPort> left;
        synchronized (this) {
            stopped = true;
            left = shards.values().stream()
                    .flatMap(shard -> shard.all().stream())
                    .toList();
        }
        left.forEach(DataPort::close);
    }

    private void release(Object key, DataPort port) {
        try {
            told(port.number(), false);
        } catch (RuntimeException e) {
            LOG.warn("The listener of data port {} failed: {}", port.number(), e.toString());
        }
        synchronized (this) {
            Shard shard = shards.get(key);
            if (shard != null) {
                shard.closed(port);
            }
            freed(key, port.number());
        }
    }

    private void freed(Object key, int port) {
        Shard shard = shards.get(key);
        // A shard that is not in use is kept for its order of ports, as long as there are not too many.
        if (shard != null && shard.free(port) && shards.size() > MOST_SHARDS) {
            shards.remove(key);
        }
    }
}
