package io.github.passage.lab.matrix;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Counts transfers that are over. Any thread may call it. */
final class Counter {
    private final AtomicInteger done = new AtomicInteger();
    private final IntConsumer progress;

    Counter(IntConsumer progress) {
        this.progress = progress;
    }

    void one() {
        progress.accept(done.incrementAndGet());
    }
}
