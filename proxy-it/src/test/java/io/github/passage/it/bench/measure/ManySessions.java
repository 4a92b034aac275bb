package io.github.passage.it.bench.measure;

import io.github.passage.it.bench.load.Cost;
import io.github.passage.it.bench.subject.Subject;
import java.io.IOException;

/** Sessions of one small transfer each. */
record ManySessions(Extent extent) implements Measure {
    private static final double MILLIS = 1e3;

    @Override
    public String name() {
        return "sessions";
    }

    /** A virtual machine was seen to get faster at it for some 16,000 sessions. */
    @Override
    public int timesToWarmUp() {
        return 2;
    }

    @Override
    public void measure(Fleet fleet, Subject subject, Figures figures) throws IOException {
        Cost cost = fleet.loads(subject).sessions(extent.clients(), extent.sessionTime());
        figures.add(Metric.SESSIONS_RATE, cost.perSecond());
        // Nothing stands between where there is no proxy
        if (cost.processorSecondsEach() > 0) {
            figures.add(Metric.SESSIONS_CPU, cost.processorSecondsEach() * MILLIS);
        }
    }
}
