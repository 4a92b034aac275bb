package io.github.passage.it.observe;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Something that is done again and again until it is closed. */
final class Repeated implements Closeable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("repeated").factory());
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** One time. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    private Repeated() {}

    /**
     * Begins.
     *
     * @param pause after each time
     * @param step what fails is kept, and tried again
     */
    static Repeated every(Duration pause, Step step) {
        Repeated repeated = new Repeated();
        Runnable safe = () -> {
            try {
                step.run();
            } catch (Exception e) {
                repeated.failure.set(e);
            }
        };
        repeated.thread.scheduleWithFixedDelay(safe, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return repeated;
    }

    /** What went wrong at last, as text; faults that are wanted fail often enough. */
    String lastFailure() {
        return String.valueOf(failure.get());
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
