package io.github.passage.it.bench.measure;

import io.github.passage.it.bench.subject.Subject;
import java.io.IOException;

/** How long a NOOP takes on a connection that has nothing else to do. */
record RoundTrips(Extent extent) implements Measure {
    private static final double MICROS = 1e3;

    @Override
    public String name() {
        return "NOOP";
    }

    @Override
    public void measure(Fleet fleet, Subject subject, Figures figures) throws IOException {
        long[] nanos = fleet.loads(subject).roundTrips(extent.noops());
        figures.add(Metric.NOOP_P50, nanos[nanos.length / 2] / MICROS);
        figures.add(Metric.NOOP_P99, nanos[nanos.length * 99 / 100] / MICROS);
    }
}
