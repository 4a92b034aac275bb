package io.github.passage.it.bench.origin;

import io.github.passage.it.bench.kernel.KernelException;
import io.github.passage.it.bench.kernel.Sockets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Listening data ports, opened once: a fixed range, since ports that the kernel chooses run out and distort what is measured, and a proxy that
 * only moves bytes must listen on the same.
 */
final class DataPorts {
    private static final int ACCEPT_SECONDS = 20;

    private final ConcurrentLinkedQueue<DataPort> free = new ConcurrentLinkedQueue<>();
    private final InetAddress host;

    /**
     * One port.
     *
     * @param number as in a passive reply
     * @param listening its descriptor
     */
    record DataPort(int number, int listening) {}

    DataPorts(Sockets sockets, InetAddress host, int first, int count) throws KernelException {
        this.host = host;
        for (int number = first; number < first + count; number++) {
            free.add(open(sockets, number));
        }
    }

    /** One that nobody else has; null if there is none. */
    @Nullable
    DataPort take() {
        return free.poll();
    }

    /** Gives one back whose connection was accepted. */
    void giveBack(DataPort port) {
        free.add(port);
    }

    /** Gives one back that a connection may still wait on, which must not become the next session's. */
    void renew(Sockets sockets, DataPort port) throws KernelException {
        sockets.close(port.listening());
        free.add(open(sockets, port.number()));
    }

    private DataPort open(Sockets sockets, int number) throws KernelException {
        return new DataPort(number, sockets.listen(new InetSocketAddress(host, number), ACCEPT_SECONDS));
    }
}
