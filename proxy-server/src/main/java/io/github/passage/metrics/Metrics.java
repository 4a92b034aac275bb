package io.github.passage.metrics;

import io.github.passage.hop.Hop;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a process, from telemetry events and from the hops themselves. An event costs a look at a map and an increment;
 * Micrometer and Prometheus' client come into play at the first scrape. Any thread may call it; only scrapes take time.
 *
 * <p>Passage's own families are not Micrometer's meters: those of a histogram can have a trace as example but no session, and each
 * would bring a maximum that nobody asked for.
 */
public final class Metrics implements TelemetryListener, AutoCloseable {
    private final LongSupplier clock;
    private final ProcessMeters process;
    private final LoopLag lag;
    private final Map<String, HopMeters> hops = new ConcurrentHashMap<>();
    private final List<Supplier<? extends Collection<? extends Hop>>> sources = new CopyOnWriteArrayList<>();
    private @Nullable Scrapes scrapes;

    /**
     * For tests.
     *
     * @param clock nanoseconds, of which only differences count
     */
    Metrics(Supplier<String> version, LongSupplier clock) {
        this.clock = clock;
        this.process = new ProcessMeters(version);
        this.lag = new LoopLag(process.lag());
    }

    /**
     * Metrics that know no hop yet and no event loop; takes no time.
     *
     * @param version of the program, asked for at scrapes
     */
    public static Metrics open(Supplier<String> version) {
        return new Metrics(version, System::nanoTime);
    }

    /** Measures the lag of these event loops from now on. */
    public void watch(Transport transport) {
        lag.watch(transport.eventLoops());
    }

    /**
     * Looks at these hops at every scrape.
     *
     * @param standing gives those that stand now; asked at every scrape, since a lab's hops may be replaced by others
     */
    public void watch(Supplier<? extends Collection<? extends Hop>> standing) {
        sources.add(standing);
    }

    @Override
    public void on(TelemetryEvent event) {
        switch (event) {
            case TelemetryEvent.InSession happened ->
                of(happened.session().hop()).take(happened.session(), happened.fact());
            case TelemetryEvent.AtHop happened -> of(happened.hop()).take(happened.fact());
            case TelemetryEvent.InProcess happened -> process.take(happened.fact());
        }
    }

    private HopMeters of(String hop) {
        HopMeters known = hops.get(hop);
        return known != null ? known : hops.computeIfAbsent(hop, name -> new HopMeters(name, clock));
    }

    /**
     * The type of what a scrape gives.
     *
     * @param accept the Accept header, empty if there is none
     */
    public String contentType(String accept) {
        return ScrapeFormat.of(accept).contentType();
    }

    /**
     * Writes all metrics. Not to be called on an event loop.
     *
     * @param accept the Accept header, empty if there is none
     * @param to stays open
     */
    public void scrape(String accept, OutputStream to) throws IOException {
        scrapes().write(ScrapeFormat.of(accept), to);
    }

    private synchronized Scrapes scrapes() {
        if (scrapes == null) {
            scrapes = new Scrapes(this::tell);
        }
        return scrapes;
    }

    private void tell(Series series) {
        process.tell(series);
        Map<String, List<Hop>> standing =
                sources.stream().flatMap(source -> source.get().stream()).collect(Collectors.groupingBy(Hop::name));
        standing.keySet().forEach(this::of);
        hops.forEach((name, meters) -> {
            meters.standing(standing.getOrDefault(name, List.of()));
            meters.tell(series);
        });
    }

    /** Looks at event loops no more. */
    @Override
    public synchronized void close() {
        lag.close();
        if (scrapes != null) {
            scrapes.close();
        }
    }
}
