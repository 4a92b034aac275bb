package io.github.passage.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * How a file looks at one moment. Two states that are equal are of the same content: an editor that puts a new file in its place, a
 * directory above it that is a symbolic link and leads elsewhere, and a change within the resolution of its time all make a difference.
 *
 * @param realPath where all symbolic links lead, empty if there is no file
 * @param size in bytes
 * @param modified when, in ns since 1970 as far as the file system tells
 * @param checksum of the first {@value #MOST_READ} bytes
 */
record FileState(String realPath, long size, long modified, long checksum) {
    /** No file, or none that can be read. */
    static final FileState ABSENT = new FileState("", 0, 0, 0);

    /** More than any configuration has; what is changed beyond it changes size or time, too. */
    private static final int MOST_READ = 1 << 20;

    private static final int BLOCK = 8192;

    /** Looks at a file. */
    static FileState of(Path file) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            return new FileState(
                    real.toString(),
                    attributes.size(),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    checksum(real));
        } catch (IOException unreadable) {
            return ABSENT;
        }
    }

    private static long checksum(Path file) throws IOException {
        CRC32 sum = new CRC32();
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            int read = in.read(block);
            for (int left = MOST_READ; read > 0 && left > 0; left -= read) {
                sum.update(block, 0, read);
                read = in.read(block);
            }
        }
        return sum.getValue();
    }
}
