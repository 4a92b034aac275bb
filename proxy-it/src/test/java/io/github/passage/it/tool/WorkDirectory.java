package io.github.passage.it.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary directory that servers can reach in the name of another user, which they could not if it were in a checkout
 * below a private home directory.
 */
public record WorkDirectory(Path path) implements AutoCloseable {
    /** A new directory that every user may read. */
    public static WorkDirectory create(String name) {
        try {
            Path path = Files.createTempDirectory(name);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new WorkDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the directory and all in it. */
    @Override
    public void close() {
        try {
            List<Path> deepestFirst;
            try (Stream<Path> paths = Files.walk(path)) {
                deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
