package io.github.passage.it.bench.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/**
 * TCP over IPv4 by blocking system calls on descriptors. An instance allocates nothing per call and belongs to one thread; descriptors may
 * go from thread to thread.
 */
public final class Sockets {
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int AF_INET = 2;
    /** SOCK_STREAM and SOCK_CLOEXEC. */
    private static final int STREAM_CLOEXEC = 1 | 0x80000;

    private static final int CLOEXEC = 0x80000;
    private static final int SOL_IP = 0;
    private static final int SOL_SOCKET = 1;
    private static final int SOL_TCP = 6;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_RCVTIMEO = 20;
    private static final int TCP_NODELAY = 1;
    private static final int IP_BIND_ADDRESS_NO_PORT = 24;
    private static final int BACKLOG = 4096;
    private static final int EINTR = 4;
    private static final int SOCKADDR_BYTES = 16;

    private static final MethodHandle SOCKET = Calls.ofInts("socket", 3);
    private static final MethodHandle LISTEN = Calls.ofInts("listen", 2);
    private static final MethodHandle CLOSE = Calls.ofInts("close", 1);
    private static final MethodHandle BIND = Calls.of("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CONNECT = Calls.of("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle ACCEPT = Calls.of("accept4", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle SETSOCKOPT =
            Calls.of("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);

    private final MemorySegment state = Calls.state();
    private final MemorySegment address = Arena.ofAuto().allocate(SOCKADDR_BYTES, Long.BYTES);
    private final MemorySegment value = Arena.ofAuto().allocate(2 * JAVA_LONG.byteSize(), Long.BYTES);

    /**
     * A listening socket.
     *
     * @param at an IPv4 address and port
     * @param acceptSeconds how long {@link #accept} waits at most; 0 for ever
     */
    public int listen(InetSocketAddress at, int acceptSeconds) throws KernelException {
        int socket = open();
        option(socket, SOL_SOCKET, SO_REUSEADDR, 1);
        if (acceptSeconds > 0) {
            timeout(socket, acceptSeconds);
        }
        try {
            write(at);
            checked("bind " + at, (int) BIND.invokeExact(state, socket, address, SOCKADDR_BYTES));
            checked("listen", (int) LISTEN.invokeExact(state, socket, BACKLOG));
        } catch (Throwable e) {
            throw failure(socket, e);
        }
        return socket;
    }

    /** The next connection of a listening socket, without delay of small segments. */
    public int accept(int listening) throws KernelException {
        while (true) {
            try {
                int accepted =
                        (int) ACCEPT.invokeExact(state, listening, MemorySegment.NULL, MemorySegment.NULL, CLOEXEC);
                if (accepted >= 0) {
                    option(accepted, SOL_TCP, TCP_NODELAY, 1);
                    return accepted;
                }
                if (Calls.errno(state) != EINTR) {
                    throw new KernelException("accept", Calls.errno(state));
                }
            } catch (Throwable e) {
                throw rethrown(e);
            }
        }
    }

    /**
     * A connection, without delay of small segments.
     *
     * @param source the address that it comes from, of a port that the kernel chooses
     * @param receiveSeconds how long a receive waits at most
     */
    public int connect(InetSocketAddress source, InetSocketAddress to, int receiveSeconds) throws KernelException {
        int socket = open();
        // Else the kernel takes a port that no other destination uses, and runs out of them
        option(socket, SOL_IP, IP_BIND_ADDRESS_NO_PORT, 1);
        option(socket, SOL_TCP, TCP_NODELAY, 1);
        timeout(socket, receiveSeconds);
        try {
            write(source);
            checked("bind " + source, (int) BIND.invokeExact(state, socket, address, SOCKADDR_BYTES));
            write(to);
            checked("connect " + to, (int) CONNECT.invokeExact(state, socket, address, SOCKADDR_BYTES));
        } catch (Throwable e) {
            throw failure(socket, e);
        }
        return socket;
    }

    /** Closes a descriptor. */
    public void close(int descriptor) {
        try {
            // Linux frees the descriptor whatever the result says
            int _ = (int) CLOSE.invokeExact(state, descriptor);
        } catch (Throwable impossible) {
            throw new IllegalStateException("close", impossible);
        }
    }

    private int open() throws KernelException {
        try {
            return checked("socket", (int) SOCKET.invokeExact(state, AF_INET, STREAM_CLOEXEC, 0));
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private void timeout(int socket, int seconds) throws KernelException {
        value.setAtIndex(JAVA_LONG, 0, seconds);
        value.setAtIndex(JAVA_LONG, 1, 0);
        option(socket, SOL_SOCKET, SO_RCVTIMEO, (int) value.byteSize(), "SO_RCVTIMEO");
    }

    private void option(int socket, int level, int name, int number) throws KernelException {
        value.set(JAVA_INT, 0, number);
        option(socket, level, name, Integer.BYTES, "setsockopt " + name);
    }

    private void option(int socket, int level, int name, int bytes, String what) throws KernelException {
        try {
            checked(what, (int) SETSOCKOPT.invokeExact(state, socket, level, name, value, bytes));
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private void write(InetSocketAddress to) {
        address.set(JAVA_SHORT, 0, (short) AF_INET);
        address.set(NETWORK_SHORT, 2, (short) to.getPort());
        MemorySegment.copy(to.getAddress().getAddress(), 0, address, JAVA_BYTE, 4, 4);
    }

    private int checked(String call, int result) throws KernelException {
        if (result < 0) {
            throw new KernelException(call, Calls.errno(state));
        }
        return result;
    }

    private KernelException failure(int socket, Throwable e) throws KernelException {
        close(socket);
        throw rethrown(e);
    }

    private static KernelException rethrown(Throwable e) throws KernelException {
        if (e instanceof KernelException known) {
            throw known;
        }
        throw new IllegalStateException("a system call", e);
    }
}
