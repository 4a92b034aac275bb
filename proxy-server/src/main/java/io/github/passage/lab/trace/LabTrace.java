package io.github.passage.lab.trace;

import io.github.passage.lab.topology.Topology;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells what happens in a lab, in plain words and as it happens. Events are taken from any thread; all work is done on one thread of
 * its own, so that no event loop waits for a terminal.
 */
public final class LabTrace implements TelemetryListener, AutoCloseable {
    private final Topology topology;
    private final Diagnosis diagnosis;
    private final Sentences sentences;
    private final Consumer<String> printer;
    private final Duration patience;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("passage-trace").daemon().factory());
    private final Map<SessionRef, Offer> offers = new HashMap<>();
    private final Set<Offer> explained = new HashSet<>();
    private final Map<SessionRef, Inet4Address> reached = new HashMap<>();
    private long offered;

    /**
     * A trace of one lab.
     *
     * @param topology what the lab simulates
     * @param patience how long a passive reply may stay unused before the trace looks for the cause
     * @param printer takes each line, on the trace's own thread
     */
    public LabTrace(Topology topology, Duration patience, Consumer<String> printer) {
        this.topology = topology;
        this.diagnosis = new Diagnosis(topology);
        this.sentences = new Sentences(topology);
        this.printer = printer;
        this.patience = patience;
    }

    @Override
    public void on(TelemetryEvent event) {
        try {
            worker.execute(() -> tell(event));
        } catch (RejectedExecutionException closed) {
            // The lab is stopping; what its last connections do is of no interest.
        }
    }

    private void tell(TelemetryEvent event) {
        switch (event) {
            case TelemetryEvent.InSession(SessionRef session, SessionFact fact) -> {
                boolean fromClientsHop =
                        session.hop().equals(topology.entry().role().key());
                sentences.of(fact, fromClientsHop).ifPresent(text -> print(session, text));
                if (fromClientsHop) {
                    follow(session, fact);
                }
            }
            case TelemetryEvent.AtHop(String hop, var fact) ->
                sentences.of(hop, fact).ifPresent(text -> printer.accept("[" + hop + "] " + text));
        }
    }

    private void follow(SessionRef session, SessionFact fact) {
        switch (fact) {
            case SessionFact.Opened opened ->
                reached.put(session, (Inet4Address) opened.reached().getAddress());
            case SessionFact.PassiveAdvertised reply -> offered(session, reply);
            case SessionFact.DataArrived arrived -> forget(session);
            case SessionFact.ReservationEnded ended -> {
                Offer offer = offers.remove(session);
                if (offer != null && !explained.remove(offer)) {
                    explain(session, offer);
                }
            }
            case SessionFact.Closed closed -> {
                forget(session);
                reached.remove(session);
            }
            default -> {}
        }
    }

    private void offered(SessionRef session, SessionFact.PassiveAdvertised reply) {
        Inet4Address here = reached.getOrDefault(session, topology.entry().address());
        Offer offer = new Offer(++offered, reply.advertisedAddress(), reply.advertisedPort(), here);
        offers.put(session, offer);
        var _ = worker.schedule(
                () -> {
                    if (offer.equals(offers.get(session))) {
                        print(
                                session,
                                "nothing has come to data port " + offer.port() + " for " + inWords(patience) + ".");
                        explain(session, offer);
                        explained.add(offer);
                    }
                },
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void forget(SessionRef session) {
        Offer offer = offers.remove(session);
        if (offer != null) {
            explained.remove(offer);
        }
    }

    private void explain(SessionRef session, Offer offer) {
        List<String> why =
                diagnosis.explain(offer, SynSent.dialledNow(topology.client().address(), offer));
        why.forEach(sentence -> print(session, "  " + sentence));
    }

    private static String inWords(Duration time) {
        long millis = time.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private void print(SessionRef session, String text) {
        printer.accept("[" + session + "] " + text);
    }

    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(200, TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
