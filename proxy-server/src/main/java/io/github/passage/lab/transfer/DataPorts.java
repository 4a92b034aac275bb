package io.github.passage.lab.transfer;

import io.github.passage.address.PortRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data ports of one running server: who has one, and which are free.
 *
 * <p>Apache FtpServer's own pool loses a port for good when its bind fails, and tells nobody of a port's life.
 */
final class DataPorts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataPorts.class);

    private final InetAddress address;
    private final DataPortListener listener;
    private final Deque<Integer> free;
    private final Set<DataPort> open = new HashSet<>();
    private boolean stopped;

    DataPorts(InetAddress address, PortRange range, DataPortListener listener) {
        this.address = address;
        this.listener = listener;
        this.free = IntStream.rangeClosed(range.first(), range.last())
                .boxed()
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    /**
     * Listens on the port that has been free longest, so that late packets of the last transfer meet nobody new. Never
     * waits for a port.
     *
     * @throws IOException if every port is taken, by this server or by another program, or the server is stopping
     */
    DataPort open() throws IOException {
        List<Integer> unusable = new ArrayList<>();
        try {
            for (Integer port = takeFree(); port != null; port = takeFree()) {
                try {
                    return announce(new ServerSocket(port, 0, address));
                } catch (IOException e) {
                    unusable.add(port);
                    LOG.warn("Data port {} of {} cannot be used: {}", port, address.getHostAddress(), e.getMessage());
                }
            }
        } finally {
            giveBack(unusable);
        }
        throw new IOException("no data port is free");
    }

    private DataPort announce(ServerSocket socket) throws IOException {
        int number = socket.getLocalPort();
        try {
            listener.opened(number);
        } catch (RuntimeException e) {
            socket.close();
            throw new IOException("the port's listener failed: " + e.getMessage(), e);
        }
        DataPort port = new DataPort(socket, this::release);
        synchronized (this) {
            if (!stopped) {
                open.add(port);
                return port;
            }
        }
        port.close();
        throw new IOException("the server is stopping");
    }

    private synchronized @Nullable Integer takeFree() {
        return stopped ? null : free.pollFirst();
    }

    private synchronized void giveBack(List<Integer> ports) {
        free.addAll(ports);
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
            left = List.copyOf(open);
        }
        left.forEach(DataPort::close);
    }

    private void release(DataPort port) {
        int number = port.number();
        try {
            listener.closed(number);
        } catch (RuntimeException e) {
            LOG.warn("The listener of data port {} failed: {}", number, e.toString());
        }
        synchronized (this) {
            open.remove(port);
            free.addLast(number);
        }
    }
}
