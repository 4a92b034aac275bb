package io.github.passage.cli;

import java.util.concurrent.CountDownLatch;

/** Keeps the process going until SIGINT or SIGTERM, then stops it in order. */
final class Running {
    private Running() {}

    /**
     * Waits for a signal.
     *
     * @param stop run once when it comes; the process ends when it returns
     */
    static void untilSignal(Runnable stop) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "passage-stop"));
        never.await();
    }
}
