package io.github.passage.reload;

import io.github.passage.config.ProxyConfig;
import io.github.passage.telemetry.ProcessFact;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again when its file has changed or somebody asks, and takes it over if it can be run, now or later; the same
 * of the files of TLS between replicas. One thread of its own looks and changes; others may ask.
 */
public final class Reloader implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger("passage");
    private static final long SECONDS_BETWEEN_LOOKS = 1;

    private final ConfigSource source;
    private final LiveHops hops;
    private final Consumer<ProcessFact.ConfigReloaded> told;
    private final InstantSource clock;
    private final Semaphore asked = new Semaphore(0);
    private final Takeover takeover;
    private final PeerFiles peerFiles = new PeerFiles();
    private FileWatch<FileState> watch;
    private boolean closed;

    /**
     * One that does nothing yet.
     *
     * @param first what runs
     * @param hops its hops
     * @param told of what came of each look at changed files; called on the thread that changes
     */
    public Reloader(
            ConfigSource.Loaded first, LiveHops hops, Consumer<ProcessFact.ConfigReloaded> told, InstantSource clock) {
        this.source = first.source();
        this.takeover = new Takeover(first.config(), hops);
        this.watch = FileWatch.of(first.state());
        this.hops = hops;
        this.told = told;
        this.clock = clock;
    }

    /** Looks from now on at every second. */
    public void begin() {
        Thread.ofPlatform().daemon().name("passage-reload").start(this::goOn);
    }

    private void goOn() {
        while (!isClosed()) {
            try {
                if (asked.tryAcquire(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS)) {
                    asked.drainPermits();
                    reload();
                } else {
                    look();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException fault) {
                LOGGER.error("a fault of Passage while it looked at its configuration", fault);
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Has the file read soon, changed or not. */
    public void ask() {
        asked.release();
    }

    /** Looks at the files once, and takes over what has changed and nobody is writing, and what had to wait. */
    synchronized void look() {
        if (closed) {
            return;
        }
        hops.sweep();
        peerFiles.look(hops.all()).forEach(this::tell);
        FileState now = source.state();
        if (running().lifetime().reload() && watch.isDue(now)) {
            readAgain();
            return;
        }
        watch = watch.look(now);
        // A file that has changed meanwhile is no longer what anybody wants.
        if (watch.isUnchanged()) {
            takeover.look().ifPresent(this::tellOfFile);
        }
    }

    /** Reads the files, changed or not. */
    synchronized void reload() {
        if (closed) {
            return;
        }
        readAgain();
        peerFiles.read(hops.all()).forEach(this::tell);
    }

    private void readAgain() {
        watch = FileWatch.of(source.state());
        tellOfFile(takeover.take(() -> source.load().config()));
    }

    private void tellOfFile(Outcome outcome) {
        tell(
                switch (outcome.result()) {
                    case UNCHANGED ->
                        new Outcome(outcome.result(), source.file().toString());
                    case REFUSED -> new Outcome(outcome.result(), inFile(outcome.detail()));
                    case APPLIED, RENEWED -> outcome;
                });
    }

    private String inFile(String reason) {
        return reason.startsWith(source.file().toString()) ? reason : source.file() + ": " + reason;
    }

    private void tell(Outcome outcome) {
        told.accept(new ProcessFact.ConfigReloaded(
                outcome.result(), outcome.detail(), refusal().isEmpty(), clock.instant()));
    }

    /** What runs. */
    public ProxyConfig running() {
        return takeover.running();
    }

    /** Why the file as it was read last does not run, or files that it names are not in use; empty if all does. */
    public Optional<String> refusal() {
        return Stream.concat(
                        takeover.refusal().map(this::inFile).stream(), peerFiles.refusals(hops.standing()).stream())
                .reduce((one, other) -> one + "; " + other);
    }

    /** Takes nothing over any more; waits for what is being taken over. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
