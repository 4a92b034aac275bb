package io.github.passage.it.bench.measure;

import io.github.passage.it.bench.load.Cost;
import io.github.passage.it.bench.load.Loads;
import io.github.passage.it.bench.subject.Subject;
import java.io.IOException;

/**
 * Large files.
 *
 * @param moving how they are moved
 * @param rate the metric of the clock
 * @param processor that of the subject's processor time
 */
record FileTransfer(String name, Moving moving, Metric rate, Metric processor) implements Measure {
    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;

    /** A load that moves files. */
    @FunctionalInterface
    interface Moving {
        Cost by(Loads loads) throws IOException;
    }

    static FileTransfer retrieve(String kind, int streams, Extent extent, Metric rate, Metric processor) {
        Moving moving = loads -> loads.retrieve(kind, streams, extent.transferBytes());
        return new FileTransfer("RETR, " + kind + ", streams: " + streams, moving, rate, processor);
    }

    static FileTransfer store(int streams, Extent extent, Metric rate, Metric processor) {
        Moving moving = loads -> loads.store(streams, extent.transferBytes());
        return new FileTransfer("STOR, streams: " + streams, moving, rate, processor);
    }

    @Override
    public void measure(Fleet fleet, Subject subject, Figures figures) throws IOException {
        Cost cost = moving.by(fleet.loads(subject));
        figures.add(rate, cost.perSecond() / MIB);
        // Nothing stands between where there is no proxy
        if (cost.processorSecondsEach() > 0) {
            figures.add(processor, cost.processorSecondsEach() * GIB);
        }
    }
}
