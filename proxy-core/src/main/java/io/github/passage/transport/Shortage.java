package io.github.passage.transport;

import io.netty.channel.unix.Errors.NativeIoException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What the system had no more of when it refused a socket. */
enum Shortage {
    // Before the process's own, whose text is the beginning of this one's.
    SYSTEM_DESCRIPTORS(23, "too many open files in system") {
        @Override
        String reason(OptionalLong limit) {
            return "the system has no more file descriptors, whoever opened them (raise fs.file-max, see /proc/sys/fs/file-nr)";
        }
    },
    PROCESS_DESCRIPTORS(24, "too many open files") {
        @Override
        String reason(OptionalLong limit) {
            String all = limit.isPresent() ? "all " + limit.getAsLong() : "all";
            return all
                    + " file descriptors that this process may have are open (raise ulimit -n, or LimitNOFILE of systemd)";
        }
    },
    MEMORY(12, "cannot allocate memory") {
        @Override
        String reason(OptionalLong limit) {
            return NO_MEMORY;
        }
    },
    BUFFERS(105, "no buffer space available") {
        @Override
        String reason(OptionalLong limit) {
            return NO_MEMORY;
        }
    };

    private static final String NO_MEMORY = "the system has no more memory for sockets (see tcp_mem in tcp(7))";

    /** Linux's errno(3); other systems have other numbers, and there is no native transport on them. */
    private final int errno;

    private final String text;

    Shortage(int errno, String text) {
        this.errno = errno;
        this.text = text;
    }

    /**
     * One line for people: what there is no more of, and how to get more.
     *
     * @param limit how many file descriptors this process may have, if known
     */
    abstract String reason(OptionalLong limit);

    /** The shortage behind a failure to open or accept a socket; empty for any other failure. */
    static Optional<Shortage> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (Shortage shortage : values()) {
                if (shortage.isTheCauseOf(cause)) {
                    return Optional.of(shortage);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isTheCauseOf(Throwable failure) {
        if (failure instanceof NativeIoException told) {
            return told.expectedErr() == -errno;
        }
        String message = failure.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains(text);
    }
}
