package io.github.passage.it.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The directory below {@code target/it-logs} where one test class keeps its children's output.
 *
 * <p>All of {@code target/it-logs} is searched for leak reports after the run, so nothing that a child prints may go
 * elsewhere.
 */
public final class ItLogs {
    private static final Path ROOT = Path.of("target", "it-logs").toAbsolutePath();

    private final Path directory;

    private ItLogs(Path directory) {
        this.directory = directory;
    }

    /** An empty directory of this name: what an earlier run left there is deleted. */
    public static ItLogs fresh(String name) {
        Path directory = ROOT.resolve(name);
        try {
            delete(directory);
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ItLogs(directory);
    }

    /**
     * A file that does not exist yet, for the output of one child.
     *
     * @param label what the child does; characters other than letters, digits, dots and dashes become dashes, and a
     *     second file of the same label gets a number
     */
    public Path file(String label) {
        String base = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        Path file = directory.resolve(base + ".log");
        for (int i = 2; Files.exists(file); i++) {
            file = directory.resolve(base + "-" + i + ".log");
        }
        return file;
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
