package io.github.passage.it.tool;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Where each {@link Tool} is, or why a test cannot have it.
 *
 * <p>A test whose program is missing is skipped with the reason; where the environment has {@code PASSAGE_REQUIRE_TOOLS=1}
 * it fails instead, so that a pipeline cannot pass by installing nothing.
 */
public final class Tools {
    private static final Path UNPACKED = Path.of(".servers");

    private Tools() {}

    /** The program's absolute path, if it is there and executable. */
    public static Optional<Path> find(Tool tool) {
        return candidates(tool)
                .map(Path::toAbsolutePath)
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst();
    }

    /**
     * The program's absolute path.
     *
     * @throws TestAbortedException if it is missing, so that the test counts as skipped
     * @throws AssertionError if it is missing and {@code PASSAGE_REQUIRE_TOOLS=1}
     */
    public static Path require(Tool tool) {
        return find(tool)
                .orElseThrow(() -> unmet("%s: not found %s (expected: proxy-it/setup.sh has run)"
                        .formatted(
                                tool.program(),
                                tool.place() == Tool.Place.PATH ? "on PATH" : "below " + UNPACKED.toAbsolutePath())));
    }

    /**
     * What to throw where the machine lacks something that a test needs.
     *
     * @param reason one line, {@code key: value (expected: ...)}
     * @return a {@link TestAbortedException}, never, if {@code PASSAGE_REQUIRE_TOOLS=1}
     * @throws AssertionError if {@code PASSAGE_REQUIRE_TOOLS=1}
     */
    public static TestAbortedException unmet(String reason) {
        if ("1".equals(System.getenv("PASSAGE_REQUIRE_TOOLS"))) {
            throw new AssertionError(reason);
        }
        return new TestAbortedException(reason);
    }

    /**
     * Demands what network namespaces need: root, ip and nft.
     *
     * @throws TestAbortedException as {@link #require} does
     */
    public static void requireNamespaces() {
        require(Tool.IP);
        require(Tool.NFT);
        try {
            if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                throw unmet("user: not root (expected: root, for network namespaces)");
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw unmet("/proc/self: not there (expected: Linux, for network namespaces)");
        }
    }

    private static Stream<Path> candidates(Tool tool) {
        if (tool.place() == Tool.Place.UNPACKED) {
            return Stream.of(UNPACKED.resolve(tool.program()));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, tool.program()));
    }
}
