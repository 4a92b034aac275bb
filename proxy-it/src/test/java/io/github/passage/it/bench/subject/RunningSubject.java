package io.github.passage.it.bench.subject;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A subject that runs, until it is closed or the bench ends. */
public final class RunningSubject implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final long BETWEEN_TRIES_NANOS = 500_000;
    private static final int END_SECONDS = 5;

    private final Subject subject;
    private final Site site;
    private final Optional<Process> process;
    private final Thread atExit = new Thread(this::kill);
    private long greetedNanos;

    private RunningSubject(Subject subject, Site site, Optional<Process> process) {
        this.subject = subject;
        this.site = site;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a subject and waits for the first greeting through it.
     *
     * @throws IOException if there is none within 30 s
     */
    public static RunningSubject start(Subject subject, Site site) throws IOException {
        List<String> command = subject.command(site);
        long start = System.nanoTime();
        Optional<Process> process = command.isEmpty() ? Optional.empty() : Optional.of(launch(subject, site, command));
        RunningSubject running = watched(subject, site, process);
        try {
            running.awaitGreeting(start);
        } catch (IOException e) {
            running.close();
            throw e;
        }
        return running;
    }

    private static RunningSubject watched(Subject subject, Site site, Optional<Process> process) {
        try {
            return new RunningSubject(subject, site, process);
        } catch (IllegalStateException benchIsEnding) {
            process.ifPresent(Process::destroyForcibly);
            throw benchIsEnding;
        }
    }

    private static Process launch(Subject subject, Site site, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(subject, site).toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(subject.environment());
        return builder.start();
    }

    private static Path log(Subject subject, Site site) {
        return site.work().resolve(subject.name() + ".log");
    }

    private void awaitGreeting(long start) throws IOException {
        while (!greeted()) {
            if (System.nanoTime() - start > START.toNanos()
                    || process.filter(p -> !p.isAlive()).isPresent()) {
                String printed = Files.exists(log(subject, site)) ? Files.readString(log(subject, site)) : "";
                throw new IOException("%s: no greeting at %s (expected: 220); it printed: %s"
                        .formatted(subject.name(), site.control(), printed.strip()));
            }
            LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
        }
        greetedNanos = System.nanoTime() - start;
    }

    private boolean greeted() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) START.toMillis());
            socket.connect(address());
            return socket.getInputStream().read() == '2';
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What runs. */
    public Subject subject() {
        return subject;
    }

    /** Where clients connect. */
    public InetSocketAddress address() {
        return process.isEmpty() ? site.origin() : site.control();
    }

    /** From the start of the process to the first byte of a greeting, on the clock. */
    public Duration greetedAfter() {
        return Duration.ofNanos(greetedNanos);
    }

    /** Processor time of all its processes so far, in nanoseconds. */
    public long processorNanos() {
        return tree().map(ProcessTree::processorNanos).orElse(0L);
    }

    /** Resident memory of all its processes, in bytes. */
    public long residentBytes() {
        return tree().map(ProcessTree::residentBytes).orElse(0L);
    }

    private Optional<ProcessTree> tree() {
        return process.map(root -> new ProcessTree(root.toHandle()));
    }

    @Override
    public void close() {
        process.ifPresent(root -> {
            List<ProcessHandle> all = new ProcessTree(root.toHandle()).members();
            root.destroy();
            try {
                root.waitFor(END_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            all.forEach(ProcessHandle::destroyForcibly);
        });
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException endingAnyway) {
            return;
        }
    }

    private void kill() {
        process.ifPresent(root -> new ProcessTree(root.toHandle()).members().forEach(ProcessHandle::destroyForcibly));
    }
}
