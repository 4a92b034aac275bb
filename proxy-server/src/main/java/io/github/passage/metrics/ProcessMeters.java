package io.github.passage.metrics;

import io.github.passage.telemetry.ProcessFact;
import io.github.passage.telemetry.ReloadResult;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.internal.PlatformDependent;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What is counted of the process as a whole. */
final class ProcessMeters {
    private static final double MILLIS_PER_SECOND = 1000.0;

    private final Supplier<String> version;
    private final LongAdder pauses = new LongAdder();
    private final Distribution lag = Family.LOOP_LAG.newDistribution();
    private final Map<ReloadResult, LongAdder> reloads = new EnumMap<>(ReloadResult.class);
    private volatile boolean paused;
    private volatile boolean reloadFailed;
    /** The start read the configuration, too. */
    private volatile Instant reloaded = Instant.now();

    /**
     * All zero.
     *
     * @param version of the program, asked for at scrapes
     */
    ProcessMeters(Supplier<String> version) {
        this.version = version;
        for (ReloadResult result : ReloadResult.values()) {
            reloads.put(result, new LongAdder());
        }
    }

    /** How late event loops are, in nanoseconds. */
    Distribution lag() {
        return lag;
    }

    void take(ProcessFact fact) {
        switch (fact) {
            case ProcessFact.AcceptPaused pause -> {
                pauses.increment();
                paused = true;
            }
            case ProcessFact.AcceptResumed resumed -> paused = false;
            case ProcessFact.ConfigReloaded read -> {
                Objects.requireNonNull(reloads.get(read.result())).increment();
                reloadFailed = !read.allRuns();
                reloaded = read.result() == ReloadResult.REFUSED ? reloaded : read.at();
            }
        }
    }

    void tell(Series series) {
        series.count(Family.ACCEPT_PAUSES, pauses.sum());
        series.value(Family.ACCEPT_PAUSED, paused ? 1 : 0);
        reloads.forEach((result, times) -> series.count(Family.CONFIG_RELOADS, times.sum(), result.label()));
        series.value(Family.CONFIG_RELOAD_OK, reloadFailed ? 0 : 1);
        series.value(Family.CONFIG_RELOADED, reloaded.toEpochMilli() / MILLIS_PER_SECOND);
        series.distribution(Family.LOOP_LAG, lag);
        series.count(Family.DIRECT_MEMORY, directMemory());
        series.count(Family.DIRECT_MEMORY_LIMIT, PlatformDependent.maxDirectMemory());
        series.value(Family.BUILD, 1, version.get(), Runtime.version().toString());
    }

    /** Netty counts all that it takes, unless it must leave that to the virtual machine; then its allocator knows. */
    private static long directMemory() {
        long counted = PlatformDependent.usedDirectMemory();
        if (counted >= 0) {
            return counted;
        }
        return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider allocator
                ? allocator.metric().usedDirectMemory()
                : 0;
    }
}
