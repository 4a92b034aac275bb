package io.github.passage.cli;

import java.util.concurrent.CountDownLatch;

/** Keeps the process going until SIGINT or SIGTERM, then stops it in order. */
final class Running {
    private Running() {}

    /**
     * Waits for a signal.
     *
     * @param stop run once when it comes; when it returns, the process ends with exit code 0, since it did what it was asked to
     */
    static void untilSignal(Runnable stop) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndEnd(stop), "passage-stop"));
        never.await();
    }

    private static void stopAndEnd(Runnable stop) {
        stop.run();
        // Without this the JVM would end as if the signal had killed it: 143, which supervisors take for a failure.
        Runtime.getRuntime().halt(0);
    }
}
