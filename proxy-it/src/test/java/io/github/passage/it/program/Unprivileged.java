package io.github.passage.it.program;

import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of the program that a user without privileges can run, which the one in a checkout below a private home directory
 * is not.
 */
final class Unprivileged implements AutoCloseable {
    private static final String NOBODY = "65534";

    private final WorkDirectory work = WorkDirectory.create("unprivileged");
    private final Path launcher;

    Unprivileged() {
        Path image = PassageProcess.program().getParent().getParent();
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = work.path().resolve(image.relativize(file));
                if (!Files.isDirectory(target)) {
                    // With times: the AOT cache is taken only beside jars of the time that they had when it was made
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        launcher = work.path().resolve("bin").resolve(PassageProcess.program().getFileName());
    }

    /** Starts the program; if the tests run as root, as a user that is nobody. */
    PassageProcess start(ItLogs logs, String... arguments) {
        Stream<String> program = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments));
        return PassageProcess.start(
                logs, List.of(), Stream.concat(drop(), program).toList());
    }

    private static Stream<String> drop() {
        try {
            if ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") != 0) {
                return Stream.of();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String setpriv = Tools.require(Tool.SETPRIV).toString();
        return Stream.of(setpriv, "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups");
    }

    @Override
    public void close() {
        work.close();
    }
}
