package io.github.passage.relay;

/** The system calls that a spliced relay needs (Linux). A result below zero is a negated number of errno(3). */
interface PipeCalls {
    /** Operation not permitted: the user's pipes take all the memory they may (pipe(7), pipe-user-pages-soft). */
    int EPERM = 1;

    /** Interrupted by a signal. */
    int EINTR = 4;

    /** Nothing there, or no room. */
    int EAGAIN = 11;

    /** Not for these descriptors: sockets of a kind that the kernel does not splice, or a pipe that is none. */
    int EINVAL = 22;

    /** No such system call, or a sandbox that forbids it. */
    int ENOSYS = 38;

    /**
     * Moves bytes between a socket and a pipe without waiting (splice(2)).
     *
     * @param most how many at most
     * @return how many were moved; 0 at the end of the input
     */
    long splice(int from, int to, long most);

    /**
     * Opens a pipe (pipe2(2)).
     *
     * @return the reading end in the lower half, the writing end in the upper one
     */
    long open();

    /**
     * Changes how much a pipe holds (fcntl(2), F_SETPIPE_SZ).
     *
     * @return how much it holds now, in bytes
     */
    int resize(int pipe, int bytes);

    /** How much a pipe holds, in bytes (fcntl(2), F_GETPIPE_SZ). */
    int capacity(int pipe);

    /** Closes a descriptor (close(2)). */
    void close(int descriptor);
}
