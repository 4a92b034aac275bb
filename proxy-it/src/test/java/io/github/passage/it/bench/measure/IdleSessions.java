package io.github.passage.it.bench.measure;

import io.github.passage.it.bench.load.HeldSessions;
import io.github.passage.it.bench.load.Loads;
import io.github.passage.it.bench.subject.RunningSubject;
import io.github.passage.it.bench.subject.Subject;
import java.io.IOException;

/** What idle sessions hold, and whether they make other work dearer. */
record IdleSessions(Extent extent) implements OfFreshInstances {
    private static final int FEW = 100;
    private static final int MANY = 1_000;
    private static final int MOST = 9_000;
    private static final int CLIENTS = 4;
    /** Of what other measures move. */
    private static final int PART_MOVED = 2;

    private static final double KIB = 1 << 10;

    /**
     * The processor's part in a fixed load.
     *
     * @param noop seconds for each
     * @param bytes seconds for each
     */
    private record Price(double noop, double bytes) {}

    @Override
    public String name() {
        return "idle sessions";
    }

    @Override
    public void measure(Fleet fleet, Subject subject, Figures figures) throws IOException {
        try (RunningSubject fresh = fleet.startAnother(subject);
                HeldSessions held = new HeldSessions(number -> fleet.endpoint(fresh, number))) {
            double none = Settling.residentBytes(fresh);
            held.growTo(FEW);
            figures.add(Metric.SESSION_AT_100, (Settling.residentBytes(fresh) - none) / FEW / KIB);
            if (subject.mostSessions() < MOST) {
                return;
            }
            held.growTo(MANY);
            double many = Settling.residentBytes(fresh);
            figures.add(Metric.SESSION_AT_1000, (many - none) / MANY / KIB);
            held.growTo(MOST);
            double most = Settling.residentBytes(fresh);
            figures.add(Metric.SESSION_AT_9000, (most - none) / MOST / KIB);
            figures.add(Metric.SESSION_BEYOND_1000, (most - many) / (MOST - MANY) / KIB);

            Loads loads = fleet.loads(fresh);
            // The first is to be compared with nothing: a virtual machine compiles while it runs
            price(loads);
            Price before = leastPrice(loads);
            held.endAll();
            Price alone = leastPrice(loads);
            held.growTo(MOST);
            Price after = leastPrice(loads);
            // With those before and after it is no matter if it still gets faster meanwhile
            figures.add(Metric.GROWTH_NOOP, (before.noop() + after.noop()) / 2 / alone.noop());
            figures.add(Metric.GROWTH_GIB, (before.bytes() + after.bytes()) / 2 / alone.bytes());
        }
    }

    /** Of two, so that what else the machine does tells less. */
    private Price leastPrice(Loads loads) throws IOException {
        Price one = price(loads);
        Price other = price(loads);
        return new Price(Math.min(one.noop(), other.noop()), Math.min(one.bytes(), other.bytes()));
    }

    private Price price(Loads loads) throws IOException {
        return new Price(
                loads.noops(CLIENTS, extent.noops() / CLIENTS).processorSecondsEach(),
                loads.retrieve("memory", 1, extent.transferBytes() / PART_MOVED).processorSecondsEach());
    }
}
