package io.github.passage.it.bench.measure;

import io.github.passage.it.bench.subject.RunningSubject;
import io.github.passage.it.bench.subject.Subject;
import java.io.IOException;

/** A start, and what it holds of memory with nothing to do. */
record Start() implements OfFreshInstances {
    private static final double MILLION = 1e6;
    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void measure(Fleet fleet, Subject subject, Figures figures) throws IOException {
        try (RunningSubject fresh = fleet.startAnother(subject)) {
            figures.add(Metric.START, fresh.greetedAfter().toNanos() / MILLION);
            figures.add(Metric.IDLE_MEMORY, Settling.residentBytes(fresh) / MIB);
        }
    }
}
