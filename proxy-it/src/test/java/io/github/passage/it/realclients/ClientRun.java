package io.github.passage.it.realclients;

import io.github.passage.it.realclients.RealProgram.Errand;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import io.github.passage.lab.predict.Forecast;
import io.github.passage.lab.predict.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a real program did on a client's host.
 *
 * @param works whether it got what it was to get
 * @param unanswered the addresses whose data ports it dialled without an answer
 * @param ended whether it ended by itself, within the limit
 * @param took how long it ran
 * @param output what it printed
 */
record ClientRun(boolean works, Set<String> unanswered, boolean ended, Duration took, String output) {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 200;

    /**
     * Runs a program on a client's host.
     *
     * @param namespace the host
     * @param host the address to connect to
     * @param work an empty directory of its own
     * @param log the file for its output; must not exist
     */
    static ClientRun of(RealProgram program, String namespace, String host, Path work, Path log)
            throws IOException, InterruptedException {
        Path input = Files.writeString(work.resolve("input"), program.input(host));
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                                Stream.of(Tools.require(Tool.IP).toString(), "netns", "exec", namespace),
                                program.command(host).stream())
                        .toList())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(log.toFile());
        // Nothing of the user's own settings counts, nor a password that a program would find there
        builder.environment().put("HOME", work.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        long started = System.nanoTime();
        Process process = builder.start();
        Set<String> unanswered = new LinkedHashSet<>();
        boolean ended;
        try {
            ended = watch(process, unanswered);
        } finally {
            end(process);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        String output = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        return new ClientRun(gotIt(program, work, output), unanswered, ended, took, output);
    }

    private static boolean watch(Process process, Set<String> unanswered) throws InterruptedException {
        Unanswered dials = new Unanswered(process.toHandle());
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < LIMIT.toNanos()) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
            unanswered.addAll(dials.addresses());
        }
        return false;
    }

    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean gotIt(RealProgram program, Path work, String output) {
        return program.errand() == Errand.LIST
                ? output.contains(RealProgram.FILE)
                : size(work.resolve(RealProgram.COPY)) == RealProgram.FILE_SIZE;
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether one of the foretold outcomes is what happened, as far as it can be seen from outside. */
    boolean isForetold(Forecast forecast) {
        return forecast.outcomes().stream().anyMatch(this::is);
    }

    private boolean is(Outcome outcome) {
        Set<String> dialled = outcome.dialled().stream()
                .map(address -> address.getHostAddress())
                .collect(Collectors.toSet());
        boolean isSilent = outcome.result() == Outcome.Result.SILENT;
        return works == outcome.works()
                && dialled.containsAll(unanswered)
                && (works || isSilent != unanswered.isEmpty());
    }

    /** In a word. */
    String result() {
        if (works) {
            return "works";
        }
        return unanswered.isEmpty() ? "fails" : "times out";
    }
}
