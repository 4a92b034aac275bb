package io.github.passage.it.matrix;

import io.github.passage.it.tool.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SplittableRandom;

/**
 * A file to transfer, readable by every user; its content depends on its size alone.
 *
 * @param size in bytes
 * @param sha256 in hexadecimal digits
 */
record Payload(Path file, long size, String sha256) {
    private static final int BLOCK = 1 << 16;

    static Payload create(Path directory, long size) {
        Path file = directory.resolve("payload-" + size);
        SplittableRandom random = new SplittableRandom(size);
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= BLOCK) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(BLOCK, left));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Payload(file, size, sha256(file));
    }

    /** Makes the same content appear under another name, by a hard link where the file system can. */
    void placeAt(Path target) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            try {
                Files.createLink(target, file);
            } catch (UnsupportedOperationException | IOException e) {
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the first {@code length} bytes to a new file that every user may write to. */
    void placeBeginningAt(Path target, int length) {
        try (InputStream in = Files.newInputStream(file)) {
            Files.write(target, in.readNBytes(length));
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(Path file) {
        return Sha256.of(file);
    }
}
