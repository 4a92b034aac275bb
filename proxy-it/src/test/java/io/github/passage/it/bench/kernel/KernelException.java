package io.github.passage.it.bench.kernel;

import java.io.IOException;

/** A system call failed. */
public final class KernelException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    KernelException(String call, int errno) {
        super(call + ": errno " + errno + " (expected: success; see errno(3))");
        this.errno = errno;
    }

    /** The number as in errno.h. */
    public int errno() {
        return errno;
    }
}
