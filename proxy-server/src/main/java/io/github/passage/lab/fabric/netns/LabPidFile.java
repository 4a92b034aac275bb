package io.github.passage.lab.fabric.netns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file that says which process has the machine's lab namespaces. Whoever has a lock on it has them: the kernel gives the lock to
 * one process at a time and takes it back when that process ends, however it ends, so a file that a killed lab left means nothing.
 */
final class LabPidFile {
    /** Where every lab of a machine looks. */
    static final Path PLACE = Path.of("/run/passage-lab.pid");

    /** Each attempt that fails has seen another process give the file up in that very moment. */
    private static final int ATTEMPTS = 100;

    private static final int LONGEST_NUMBER = 20;

    private final Path file;
    private @Nullable FileChannel locked;

    LabPidFile(Path file) {
        this.file = file;
    }

    /**
     * Claims the machine for this process.
     *
     * @throws IllegalStateException if a process that lives has claimed it
     */
    void claim() {
        try {
            for (int attempt = 0; attempt < ATTEMPTS && locked == null; attempt++) {
                locked = tryClaim();
            }
        } catch (IOException e) {
            throw new IllegalStateException(file + ": cannot be written: " + e.getMessage(), e);
        }
        if (locked == null) {
            throw new IllegalStateException(file + ": other labs start and end all the time (expected: one at a time)");
        }
    }

    /** The locked file; null if the name came to stand for another file meanwhile, so that the lock means nothing. */
    private @Nullable FileChannel tryClaim() throws IOException {
        Object found = key();
        if (found == null) {
            Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return null;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException removed) {
            return null;
        }
        boolean claimed = false;
        try {
            if (!lock(channel)) {
                throw new IllegalStateException("another lab runs on network namespaces"
                        + holder(channel)
                                .map(pid -> ", process " + pid + " (expected: none; end it with \"kill " + pid
                                        + "\", or take --fabric loopback)")
                                .orElse(" (expected: none, or take --fabric loopback)"));
            }
            if (found.equals(key())) {
                String own = ProcessHandle.current().pid() + "\n";
                channel.truncate(0).write(ByteBuffer.wrap(own.getBytes(StandardCharsets.US_ASCII)), 0);
                claimed = true;
                return channel;
            }
            return null;
        } finally {
            if (!claimed) {
                channel.close();
            }
        }
    }

    /** Whether another process that lives has claimed the machine. */
    boolean isHeld() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return !lock(channel);
        } catch (NoSuchFileException nobody) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    /** Which file the name stands for right now, if any. It must not be opened for that: closing it would give the lock back. */
    private @Nullable Object key() throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException removed) {
            return null;
        }
    }

    /** Who has it; empty while that process is about to write its number. */
    private static Optional<String> holder(FileChannel channel) throws IOException {
        ByteBuffer number = ByteBuffer.allocate(LONGEST_NUMBER);
        channel.read(number, 0);
        String text = StandardCharsets.US_ASCII.decode(number.flip()).toString().strip();
        return text.matches("\\d+") ? Optional.of(text) : Optional.empty();
    }

    /** Gives the machine back. */
    void release() {
        try (FileChannel channel = locked) {
            if (channel != null) {
                // While the lock is held, so that nobody has claimed this file by then.
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException(file + ": cannot be removed: " + e.getMessage(), e);
        }
    }
}
