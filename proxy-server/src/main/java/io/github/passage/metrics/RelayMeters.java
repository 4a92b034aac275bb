package io.github.passage.metrics;

import io.github.passage.telemetry.HeaderFault;
import io.github.passage.telemetry.HopFact;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of the connections of a hop in relay mode. */
final class RelayMeters {
    private final Tally<RelayEnd> ends = new Tally<>(RelayEnd.class, RelayEnd::label);
    private final LongAdder open = new LongAdder();
    private final Tally<HeaderFault> faults = new Tally<>(HeaderFault.class, HeaderFault::label);
    private final LongAdder headers = new LongAdder();

    void began() {
        open.increment();
    }

    void closed(HopFact.RelayClosed closed) {
        if (!closed.forgotten()) {
            open.decrement();
            ends.count(RelayEnd.of(closed.end()));
        }
    }

    void forgotten() {
        open.decrement();
        ends.count(RelayEnd.IDLE_FORGOTTEN);
    }

    /** There was none. */
    void failed(RelayEnd why) {
        ends.count(why);
    }

    void headerAccepted() {
        headers.increment();
    }

    void headerRejected(HeaderFault fault) {
        faults.count(fault);
    }

    void tell(Series series, String hop) {
        series.count(Family.RELAYED_OPEN, Math.max(0, open.sum()), hop);
        ends.each((end, sum) -> series.count(Family.RELAYED, sum, hop, end));
        series.count(Family.PROXY_HEADERS, headers.sum(), hop, "accepted");
        faults.each((fault, sum) -> series.count(Family.PROXY_HEADERS, sum, hop, fault));
    }
}
