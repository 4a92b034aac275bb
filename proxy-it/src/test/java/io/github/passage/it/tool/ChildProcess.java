package io.github.passage.it.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that a test started, with everything that the program started in turn.
 *
 * <p>Its output goes to a file. It ends with {@link #close()}, and with this JVM at the latest.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Process process;
    private final Path log;
    private final Thread atExit;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.atExit = new Thread(this::destroyTree, "end of " + process.pid());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a program in a UTF-8 locale.
     *
     * @param command the program and its arguments
     * @param input what it reads on standard input; the input ends there
     * @param log the file for its standard output and standard error; must not exist
     */
    public static ChildProcess start(List<String> command, String input, Path log) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(inputFile(input, log).toFile());
            builder.environment().put("LC_ALL", "C.UTF-8");
            // BSD ftp clients read start-up commands and passwords from the home directory's .netrc
            builder.environment()
                    .put("HOME", log.toAbsolutePath().resolveSibling(".").toString());
            return new ChildProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a program, waits for its end and returns its exit code.
     *
     * @throws AssertionError if it runs longer than {@code limit}; it has been ended then
     */
    public static int run(List<String> command, String input, Path log, Duration limit) {
        try (ChildProcess child = start(command, input, log)) {
            return child.waitFor(limit);
        }
    }

    /**
     * Waits for the end of the program.
     *
     * @return its exit code; 128 and the signal's number if a signal ended it
     * @throws AssertionError if it runs longer than {@code limit}
     */
    public int waitFor(Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("%s: still running after %d s (expected: ended); it printed:%n%s"
                .formatted(process.info().command().orElse("child"), limit.toSeconds(), output()));
    }

    /** Sends the signal that the interrupt key sends. */
    public void interrupt() {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What the program has printed so far; bytes that are not UTF-8 are replaced. */
    public String output() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        destroyTree();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void destroyTree() {
        // Once the parent is gone its children belong to init and are not found any more
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                children =
                        Stream.concat(children.stream(), process.descendants()).toList();
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static Path inputFile(String input, Path log) throws IOException {
        if (input.isEmpty()) {
            return Path.of("/dev/null");
        }
        Path file = Path.of(log + ".in");
        return Files.writeString(file, input);
    }
}
