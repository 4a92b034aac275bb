package io.github.passage.it.bench.measure;

import io.github.passage.it.bench.subject.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Something that is measured of one subject after the other. */
public interface Measure {
    /** What users name to have it measured. */
    enum Kind {
        RETR,
        STOR,
        SESSIONS,
        NOOP,
        IDLE,
        START
    }

    /** For the progress shown. */
    String name();

    /** Whether this subject can be measured so. */
    default boolean applies(Subject subject) {
        return true;
    }

    /** How often it is done in a round that warms up; 0 for what is measured of fresh instances. */
    default int timesToWarmUp() {
        return 1;
    }

    /** Measures once. */
    void measure(Fleet fleet, Subject subject, Figures figures) throws IOException;

    /** What there is of a kind. */
    static List<Measure> of(Kind kind, Extent extent) {
        List<Measure> all = new ArrayList<>();
        switch (kind) {
            case RETR -> {
                all.add(FileTransfer.retrieve(
                        "memory", 1, extent, Metric.RETR_MEMORY_1_RATE, Metric.RETR_MEMORY_1_CPU));
                all.add(FileTransfer.retrieve(
                        "memory", 8, extent, Metric.RETR_MEMORY_8_RATE, Metric.RETR_MEMORY_8_CPU));
                all.add(FileTransfer.retrieve("file", 1, extent, Metric.RETR_FILE_1_RATE, Metric.RETR_FILE_1_CPU));
                all.add(FileTransfer.retrieve("file", 8, extent, Metric.RETR_FILE_8_RATE, Metric.RETR_FILE_8_CPU));
            }
            case STOR -> {
                all.add(FileTransfer.store(1, extent, Metric.STOR_1_RATE, Metric.STOR_1_CPU));
                all.add(FileTransfer.store(8, extent, Metric.STOR_8_RATE, Metric.STOR_8_CPU));
            }
            case SESSIONS -> all.add(new ManySessions(extent));
            case NOOP -> all.add(new RoundTrips(extent));
            case IDLE -> all.add(new IdleSessions(extent));
            case START -> all.add(new Start());
        }
        return all;
    }
}
