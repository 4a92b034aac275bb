package io.github.passage.it.bench.measure;

import io.github.passage.it.bench.subject.RunningSubject;
import java.util.concurrent.locks.LockSupport;

/** Memory once it no longer changes. */
final class Settling {
    private static final long PAUSE_NANOS = 250_000_000;
    private static final int MOST_PAUSES = 12;
    private static final double CHANGE = 0.002;

    private Settling() {}

    /** Resident memory after two readings in a row that differ by less than 0.2 %, or after 3 s. */
    static double residentBytes(RunningSubject subject) {
        double before = 0;
        double now = subject.residentBytes();
        for (int i = 0; i < MOST_PAUSES && Math.abs(now - before) > CHANGE * now; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            before = now;
            now = subject.residentBytes();
        }
        return now;
    }
}
