package io.github.passage.it.bench.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Bytes to and from sockets. Belongs to one thread. */
public final class Bytes {
    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int EINTR = 4;

    private static final MethodHandle SEND = Calls.of("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECEIVE = Calls.of("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SENDFILE =
            Calls.of("sendfile", JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle MEMFD = Calls.of("memfd_create", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle WRITE = Calls.of("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

    private final MemorySegment state = Calls.state();
    private final MemorySegment offset = Arena.ofAuto().allocate(JAVA_LONG);

    /** Sends all of the first {@code length} bytes. */
    public void sendAll(int socket, MemorySegment from, long length) throws KernelException {
        for (long sent = 0; sent < length; ) {
            try {
                long more = checked("send", (long)
                        SEND.invokeExact(state, socket, from.asSlice(sent), length - sent, MSG_NOSIGNAL));
                sent += Math.max(0, more);
            } catch (Throwable e) {
                throw rethrown(e);
            }
        }
    }

    /**
     * Receives what is there, waiting for the first byte.
     *
     * @return how many bytes; 0 at the end
     */
    public long receive(int socket, MemorySegment into) throws KernelException {
        return receive(socket, into, 0);
    }

    /** As {@link #receive}, but the kernel drops the bytes without copying them, which costs next to nothing. */
    public long drop(int socket, MemorySegment room) throws KernelException {
        return receive(socket, room, MSG_TRUNC);
    }

    private long receive(int socket, MemorySegment into, int flags) throws KernelException {
        while (true) {
            try {
                long received =
                        checked("recv", (long) RECEIVE.invokeExact(state, socket, into, into.byteSize(), flags));
                if (received >= 0) {
                    return received;
                }
            } catch (Throwable e) {
                throw rethrown(e);
            }
        }
    }

    /** Sends the first {@code length} bytes of a file by sendfile(2). */
    public void sendFile(int socket, int file, long length) throws KernelException {
        offset.set(JAVA_LONG, 0, 0);
        for (long sent = 0; sent < length; ) {
            try {
                long more =
                        checked("sendfile", (long) SENDFILE.invokeExact(state, socket, file, offset, length - sent));
                sent += Math.max(0, more);
            } catch (Throwable e) {
                throw rethrown(e);
            }
        }
    }

    /** A file in memory with these bytes, gone with the process. */
    public int memoryFile(MemorySegment content) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            int file = (int) MEMFD.invokeExact(state, arena.allocateFrom("origin"), 0);
            long written = (long) WRITE.invokeExact(state, file, content, content.byteSize());
            if (file < 0 || written != content.byteSize()) {
                throw new KernelException("memfd_create", Calls.errno(state));
            }
            return file;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** The result, or a negative number if the call is to be made again. */
    private long checked(String call, long result) throws KernelException {
        if (result < 0) {
            if (Calls.errno(state) == EINTR) {
                return -1;
            }
            throw new KernelException(call, Calls.errno(state));
        }
        return result;
    }

    private static KernelException rethrown(Throwable e) throws KernelException {
        if (e instanceof KernelException known) {
            throw known;
        }
        throw new IllegalStateException("a system call", e);
    }
}
