package io.github.passage.it.program;

import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.OS;

/**
 * The program as users start it, by its launcher, with leak detection at its strictest. All it prints is also in {@code
 * target/it-logs}, where a line with {@code LEAK:} fails the build.
 */
public final class PassageProcess implements AutoCloseable {
    private static final String PROGRAM = Objects.requireNonNull(System.getProperty("passage.program"));
    private static final String LEAK_DETECTION = "-Dio.netty.leakDetection.level=paranoid";
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration END = Duration.ofSeconds(40);

    /** The virtual machine says so on standard error if it takes options from the environment. */
    private static final String OPTIONS_NOTICE = "Picked up JAVA_TOOL_OPTIONS: ";

    private final Process process;
    private final long started = System.nanoTime();
    private final ProcessOutput out;
    private final ProcessOutput err;
    private final Thread atExit;

    private PassageProcess(Process process, Path log) {
        this.process = process;
        this.out = ProcessOutput.follow(process.getInputStream(), Path.of(log + ".out"));
        this.err = ProcessOutput.follow(process.getErrorStream(), log);
        this.atExit = new Thread(process::destroyForcibly, "end of passage " + process.pid());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Where the launcher is. */
    public static Path program() {
        return Path.of(PROGRAM).normalize();
    }

    /** Starts the program with these arguments. */
    public static PassageProcess start(ItLogs logs, String... arguments) {
        return start(logs, List.of(), program(), List.of(arguments));
    }

    /**
     * Starts the program.
     *
     * @param javaOptions further options of the virtual machine
     * @param launcher what to start, {@link #program()} or a copy
     * @param arguments the command and its flags
     */
    static PassageProcess start(ItLogs logs, List<String> javaOptions, Path launcher, List<String> arguments) {
        return start(
                logs,
                javaOptions,
                Stream.of(Stream.of(launcher.toString()), arguments.stream(), logFormat(arguments).stream())
                        .flatMap(each -> each)
                        .toList());
    }

    /** Tests read the log as people do, unless they ask for another format; from a pipe it would be JSON. */
    private static List<String> logFormat(List<String> arguments) {
        boolean logs = arguments.stream().findFirst().filter("proxy"::equals).isPresent()
                && arguments.contains(arguments.contains("--config") ? "--config" : "--listen")
                && !arguments.contains("--log-format");
        return logs ? List.of("--log-format", "text") : List.of();
    }

    /** Starts the program by another, which must become it. */
    public static PassageProcess start(ItLogs logs, List<String> javaOptions, List<String> command) {
        // A shell that starts Maven in the background has it ignore SIGINT, nohup SIGHUP, and children inherit that
        List<String> whole = Stream.concat(
                        Stream.of(Tools.require(Tool.ENV).toString(), "--default-signal=INT,HUP"), command.stream())
                .toList();
        ProcessBuilder builder = new ProcessBuilder(whole);
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_TOOL_OPTIONS", LEAK_DETECTION);
        // After the launcher's own, while the other come before; elsewhere there are only those
        environment.merge(
                OS.LINUX.isCurrentOs() ? "PASSAGE_JAVA_OPTIONS" : "JAVA_TOOL_OPTIONS",
                String.join(" ", javaOptions),
                (before, more) -> before + " " + more);
        try {
            return new PassageProcess(builder.start(), Files.createFile(logs.file("passage")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for a line on standard output.
     *
     * @param regex matches a part of the line
     * @throws AssertionError if the program ends or 20 s pass before
     */
    public MatchResult awaitOutput(String regex) {
        return out.await(Pattern.compile(regex), START);
    }

    /** The same on standard error, where logs and mistakes go. */
    public MatchResult awaitError(String regex) {
        return err.await(Pattern.compile(regex), START);
    }

    /** What it has printed on standard output so far. */
    public List<String> output() {
        return out.lines();
    }

    /** What it has printed on standard error so far, without what the virtual machine says of its options. */
    public List<String> errors() {
        return err.lines().stream()
                .filter(line -> !line.startsWith(OPTIONS_NOTICE))
                .toList();
    }

    /** How long ago it was started. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Sends SIGTERM. */
    public void terminate() {
        // Unlike the process itself, its handle leaves the output open, which the end of the program adds to
        process.toHandle().destroy();
    }

    /** Sends SIGKILL, which nothing can answer. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Sends what the interrupt key sends. */
    public void interrupt() {
        signal("INT");
    }

    /** Sends what has a configuration read again. */
    public void hangUp() {
        signal("HUP");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new AssertionError("kill: exit code %d (expected: 0)".formatted(exit));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** What it has used of processors so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until the program has ended and all its output is read.
     *
     * @return its exit code; 128 and the signal's number after a signal
     * @throws AssertionError if it runs 40 s longer
     */
    public int awaitEnd() {
        return awaitEnd(END);
    }

    /** The same within a time of the test's own. */
    public int awaitEnd(Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                out.awaitEnd();
                err.awaitEnd();
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("passage: still running (expected: ended); it printed:\n" + String.join("\n", output())
                + "\n" + String.join("\n", errors()));
    }

    /** Ends the program if it still runs, in order if it can. */
    @Override
    public void close() {
        terminate();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            out.awaitEnd();
            err.awaitEnd();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
