package io.github.passage.it.bench.origin;

import io.github.passage.it.bench.kernel.Bytes;
import io.github.passage.it.bench.kernel.KernelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What is moved on a data connection. A file's name says all: {@code memory-1024} are 1,024 bytes written from memory, {@code file-1024} the
 * same by sendfile(2) of a file in memory, and whatever is stored is dropped.
 */
final class Transfer {
    /** Fits the second-level cache, so that the copy into the kernel costs as little as it can. */
    private static final int CHUNK = 1 << 20;

    private static final int FILE_BYTES = 64 << 20;

    private final MemorySegment memory = Arena.global().allocate(CHUNK);
    private final int file;

    Transfer() throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            file = new Bytes().memoryFile(arena.allocate(FILE_BYTES));
        }
    }

    void send(Bytes bytes, int socket, String name) throws KernelException {
        long length = Long.parseLong(name.substring(name.indexOf('-') + 1));
        boolean sendfile = name.startsWith("file-");
        long most = sendfile ? FILE_BYTES : CHUNK;
        for (long left = length; left > 0; left -= Math.min(left, most)) {
            long now = Math.min(left, most);
            if (sendfile) {
                bytes.sendFile(socket, file, now);
            } else {
                bytes.sendAll(socket, memory, now);
            }
        }
    }

    /** Drops all until the end; the room is never written to. */
    void receive(Bytes bytes, int socket) throws KernelException {
        long more;
        do {
            more = bytes.drop(socket, memory);
        } while (more > 0);
    }
}
