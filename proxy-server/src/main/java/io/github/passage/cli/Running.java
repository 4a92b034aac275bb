package io.github.passage.cli;

import ch.qos.logback.classic.LoggerContext;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Keeps the process going until SIGINT or SIGTERM, then stops it in order. */
final class Running {
    private Running() {}

    /**
     * Starts something and waits for a signal. A signal during the start waits for its end, so that nothing is left behind.
     *
     * @param start returns how to stop; that is run once, when the signal comes or this thread is interrupted, and then the process
     *     ends with exit code 0, since it did what it was asked to
     * @throws InterruptedException after the stop, if this thread was interrupted
     */
    static void untilSignal(Callable<Runnable> start) throws Exception {
        CompletableFuture<Runnable> stop = new CompletableFuture<>();
        Thread atSignal = new Thread(() -> stopAndEnd(stop), "passage-stop");
        Runtime.getRuntime().addShutdownHook(atSignal);
        try {
            stop.complete(start.call());
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            if (stop.isDone() && isStillAhead(atSignal)) {
                stop.join().run();
            }
            throw e;
        } finally {
            stop.complete(() -> {});
            isStillAhead(atSignal);
        }
    }

    /**
     * Starts something, works with it, and stops it: once, when the work is over, or at a signal before that, which then ends the
     * process as signals do. A signal during the start waits for its end, so that nothing is left behind.
     *
     * @param start its result's {@code close} stops what was started; that may happen while the work goes on
     * @param work returns the exit code
     */
    static <T extends Stopping> int untilDone(Callable<T> start, Work<T> work) throws Exception {
        CompletableFuture<Stopping> stop = new CompletableFuture<>();
        Thread atSignal = new Thread(() -> stopAtSignal(stop), "passage-stop");
        Runtime.getRuntime().addShutdownHook(atSignal);
        try {
            T started = start.call();
            stop.complete(started);
            return work.with(started);
        } finally {
            stop.complete(() -> {});
            if (isStillAhead(atSignal)) {
                stop.join().close();
            } else {
                // What the work makes of being stopped is nobody's concern; the process ends under this thread.
                new CountDownLatch(1).await();
            }
        }
    }

    /** What can be stopped without a checked exception. */
    @FunctionalInterface
    interface Stopping extends AutoCloseable {
        @Override
        void close();
    }

    /** What is done with something that runs. */
    @FunctionalInterface
    interface Work<T> {
        /** Does it; the exit code. */
        int with(T running) throws Exception;
    }

    private static void stopAtSignal(CompletableFuture<Stopping> stop) {
        stop.join().close();
        flushLog();
    }

    private static void stopAndEnd(CompletableFuture<Runnable> stop) {
        stop.join().run();
        flushLog();
        // Without this the JVM would end as if the signal had killed it: 143, which supervisors take for a failure.
        Runtime.getRuntime().halt(0);
    }

    /** Log lines are written by a thread of their own, which must have written the last ones before the process ends. */
    static void flushLog() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            log.stop();
        }
    }

    /** Takes the hook back, unless the process is ending already. */
    private static boolean isStillAhead(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            return false;
        }
    }
}
