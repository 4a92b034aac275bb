package io.github.passage.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many file descriptors this process may have. The file that tells is kept open, since it is asked when no other can be opened;
 * not even a native call can be prepared then.
 */
final class DescriptorLimit implements AutoCloseable {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final int LONGEST = 4096;
    private static final Pattern SOFT = Pattern.compile("(?m)^Max open files +(\\d+) ");

    private final @Nullable FileChannel file;

    private DescriptorLimit(@Nullable FileChannel file) {
        this.file = file;
    }

    /** Opens the file where there is one. */
    static DescriptorLimit open() {
        try {
            return new DescriptorLimit(FileChannel.open(LIMITS));
        } catch (IOException notOnThisSystem) {
            return new DescriptorLimit(null);
        }
    }

    /** The soft limit of now, which may be set from outside at any time; empty if the system does not tell. */
    OptionalLong now() {
        if (file == null) {
            return OptionalLong.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        try {
            file.read(bytes, 0);
        } catch (IOException closed) {
            return OptionalLong.empty();
        }
        return in(StandardCharsets.US_ASCII.decode(bytes.flip()));
    }

    /** The limit in the text of a file as in proc_pid_limits(5); empty if none is set. */
    static OptionalLong in(CharSequence limits) {
        Matcher soft = SOFT.matcher(limits);
        return soft.find() ? OptionalLong.of(Long.parseLong(soft.group(1))) : OptionalLong.empty();
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException alreadyGone) {
                // Nothing was written to it.
            }
        }
    }
}
