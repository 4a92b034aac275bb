package io.github.passage.it.reload;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where transfers wait after each third of their bytes, until the test lets them go on. */
final class Gates {
    /** Equal parts of a transfer. */
    static final int PARTS = 3;

    private static final long LIMIT_SECONDS = 90;

    private final CountDownLatch[] arrived = new CountDownLatch[PARTS];
    private final CountDownLatch[] open = new CountDownLatch[PARTS];

    Gates(int transfers) {
        for (int i = 0; i < PARTS; i++) {
            arrived[i] = new CountDownLatch(transfers);
            open[i] = new CountDownLatch(1);
        }
    }

    /** A transfer's client has seen this part move. */
    void arrive(int part) {
        arrived[part].countDown();
    }

    /** Whoever sends waits here after this part. */
    void pass(int part) {
        await(open[part], "gate " + part + " stayed closed");
    }

    /** Waits until all transfers have come so far. */
    void awaitAll(int part) {
        await(arrived[part], "not all transfers have come to the end of part " + part);
    }

    /** Lets all go on after this part. */
    void open(int part) {
        open[part].countDown();
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(otherwise + ": " + latch.getCount() + " are missing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
