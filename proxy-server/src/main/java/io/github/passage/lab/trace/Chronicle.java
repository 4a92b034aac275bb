package io.github.passage.lab.trace;

import io.github.passage.lab.live.SessionView;
import io.github.passage.lab.live.VerdictView;
import io.github.passage.lab.predict.World;
import io.github.passage.lab.topology.Client;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.ProcessFact;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells what happens in a lab, in plain words and as it happens, and remembers sessions and verdicts. Events are taken from any thread;
 * all work is done on one thread of its own, so that no event loop waits for a terminal.
 */
public final class Chronicle implements TelemetryListener, AutoCloseable {
    private static final int MOST_SESSIONS = 500;
    private static final int MOST_VERDICTS = 1000;
    private static final int FIRST_DATA_PORT = 8192;
    private static final int LAST_DATA_PORT = 8200;

    private final Atlas atlas;
    private final Diagnosis diagnosis;
    private final Judgements judgements;
    private final Sentences sentences;
    private final Consumer<String> printer;
    private final Duration patience;
    private final Function<String, Stream<String>> connections;
    private final HandOvers handOvers = new HandOvers(System::nanoTime);
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("passage-trace").daemon().factory());
    private final Map<SessionRef, Story> stories = new LinkedHashMap<>();
    private final Deque<VerdictView> verdicts = new ArrayDeque<>();
    private long offered;
    private long judged;

    /**
     * The chronicle of one lab.
     *
     * @param atlas what the lab simulates
     * @param patience how long a passive reply may stay unused before the trace looks for the cause
     * @param connections the kernel's table of TCP connections where the programs of the client of that name run
     * @param printer takes each line, on the trace's own thread
     */
    public Chronicle(
            Atlas atlas, Duration patience, Function<String, Stream<String>> connections, Consumer<String> printer) {
        this.atlas = atlas;
        this.diagnosis = new Diagnosis(atlas);
        this.judgements = new Judgements(atlas);
        this.sentences = new Sentences(atlas);
        this.patience = patience;
        this.connections = connections;
        this.printer = printer;
    }

    @Override
    public void on(TelemetryEvent event) {
        try {
            worker.execute(() -> tell(event));
        } catch (RejectedExecutionException closed) {
            // The lab is stopping; what its last connections do is of no interest.
        }
    }

    private synchronized void tell(TelemetryEvent event) {
        switch (event) {
            case TelemetryEvent.InSession(SessionRef session, SessionFact fact) -> {
                boolean entry = atlas.isEntry(session.hop());
                sentences.of(fact, entry).ifPresent(text -> print(session, text));
                if (fact instanceof SessionFact.DataArrived) {
                    atlas.dialsFrom(session.hop()).flatMap(handOvers::from).ifPresent(this::noStranger);
                }
                if (entry) {
                    follow(session, fact);
                }
            }
            case TelemetryEvent.AtHop(String hop, HopFact fact) -> {
                sentences.of(fact).ifPresent(text -> printer.accept("[" + hop + "] " + text));
                atHop(hop, fact);
            }
            case TelemetryEvent.InProcess(ProcessFact fact) -> printer.accept(Sentences.of(fact));
        }
    }

    private void follow(SessionRef session, SessionFact fact) {
        if (fact instanceof SessionFact.Opened opened) {
            stories.put(session, new Story(session, opened, atlas));
            if (stories.size() > MOST_SESSIONS) {
                stories.remove(stories.keySet().iterator().next());
            }
            return;
        }
        Story story = stories.get(session);
        if (story == null) {
            return;
        }
        boolean unused = fact instanceof SessionFact.PassiveAdvertised
                || fact instanceof SessionFact.ReservationEnded
                || fact instanceof SessionFact.Closed;
        if (unused) {
            story.waiting().ifPresent(offer -> explain(story, offer));
        }
        if (fact instanceof SessionFact.PassiveAdvertised reply) {
            offered(story, reply);
        }
        story.take(fact).forEach(verdict -> judge(story, verdict));
    }

    /** A data connection of a hop in relay mode belongs to the session that waits for one from there. */
    private void atHop(String hop, HopFact fact) {
        switch (fact) {
            case HopFact.Relayed relayed
            when isData(relayed.reached()) -> {
                if (atlas.isEntry(hop)) {
                    waitingFor(hop, relayed.source(), relayed.reached().getPort())
                            .ifPresent(story -> arrived(story, relayed.source(), relayed.reached()));
                } else {
                    cameFurtherOn(relayed.source(), relayed.reached());
                }
                handOvers.to(relayed.target()).ifPresent(this::noStranger);
            }
            case HopFact.RelayClosed closed
            when isData(closed.reached()) && atlas.isEntry(hop) ->
                stories.values().stream()
                        .filter(story -> story.carries(closed.source()))
                        .findFirst()
                        .ifPresent(story -> ended(story, closed));
            case HopFact.IdleForgotten idle
            when !isData(idle.reached()) -> forgottenOf(hop, idle.source()).ifPresent(Story::controlForgotten);
            default -> {}
        }
    }

    /** What no hop passed on, such as a health check, takes the place of the client's connection. */
    private void cameFurtherOn(InetSocketAddress source, InetSocketAddress reached) {
        if (handOvers.isStranger(source, reached)) {
            stories.values().stream()
                    .filter(story -> story.waitsAt(reached.getPort()))
                    .forEach(story -> story.overtaken(source));
        }
    }

    private void noStranger(InetSocketAddress source) {
        stories.values().forEach(story -> story.notOvertaken(source));
    }

    /** Whose control connection a hop forgot. Behind the first hop all may have one source: it is told of no session then but the only one. */
    private Optional<Story> forgottenOf(String hop, InetSocketAddress source) {
        List<Story> moving = stories.values().stream().filter(Story::isMoving).toList();
        Optional<Story> exactly =
                moving.stream().filter(story -> story.client().equals(source)).findFirst();
        boolean only = !atlas.isEntry(hop) && moving.size() == 1;
        return exactly.or(() -> only ? moving.stream().findFirst() : Optional.empty());
    }

    private void arrived(Story story, InetSocketAddress source, InetSocketAddress reached) {
        SessionFact fact = new SessionFact.DataArrived(source, reached, false, ReplyKind.NONE, Optional.empty());
        sentences.of(fact, true).ifPresent(text -> print(story.session(), text));
        follow(story.session(), fact);
    }

    private void ended(Story story, HopFact.RelayClosed closed) {
        SessionFact fact = new SessionFact.DataClosed(
                closed.source(),
                ReplyKind.NONE,
                closed.fromSource(),
                closed.fromTarget(),
                0,
                Optional.empty(),
                closed.end(),
                closed.took());
        sentences.of(fact, true).ifPresent(text -> print(story.session(), text));
        follow(story.session(), fact);
    }

    /** Clients in different networks may have the same address: a session at the same hop comes first. */
    private Optional<Story> waitingFor(String hop, InetSocketAddress source, int port) {
        List<Story> waiting = stories.values().stream()
                .filter(story -> story.client().getAddress().equals(source.getAddress()) && story.waitsAt(port))
                .toList();
        return waiting.stream()
                .filter(story -> story.session().hop().equals(hop))
                .findFirst()
                .or(() -> waiting.stream().findFirst());
    }

    private static boolean isData(InetSocketAddress reached) {
        return reached.getPort() >= FIRST_DATA_PORT && reached.getPort() <= LAST_DATA_PORT;
    }

    private void offered(Story story, SessionFact.PassiveAdvertised reply) {
        Offer offer = new Offer(++offered, reply.advertisedAddress(), reply.advertisedPort(), story.reached());
        story.offer(offer, reply);
        var _ = worker.schedule(() -> overdue(story, offer), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void overdue(Story story, Offer offer) {
        if (story.waiting().filter(offer::equals).isPresent()) {
            print(story.session(), "nothing has come to data port " + offer.port() + " for " + inWords(patience) + ".");
            explain(story, offer);
        }
    }

    private void explain(Story story, Offer offer) {
        if (story.explained(offer)) {
            return;
        }
        InetAddress source = story.client().getAddress();
        Client client = atlas.client(source, story.session().hop());
        try (Stream<String> lines = connections.apply(client.name())) {
            List<InetSocketAddress> dialling = SynSent.find(lines, (Inet4Address) source, offer);
            story.dialling(dialling);
            judge(story, diagnosis.explain(client, offer, dialling));
        }
    }

    private void judge(Story story, Verdict verdict) {
        Judgement judgement = judgements.of(story, verdict);
        verdicts.addLast(judgement.view(++judged));
        if (verdicts.size() > MOST_VERDICTS) {
            verdicts.removeFirst();
        }
        if (!verdict.success()) {
            judgement.sentences().forEach(sentence -> print(story.session(), "  " + sentence));
        }
    }

    /** What the lab is like from now on, whenever it is asked; else as its file says. */
    public void world(Supplier<World> now) {
        judgements.world(now);
    }

    /** Sessions, newest first, as long as they are remembered. */
    public synchronized List<SessionView> sessions() {
        List<SessionView> views = new ArrayList<>();
        stories.values().forEach(story -> views.addFirst(story.view()));
        return views;
    }

    /** Verdicts with a number greater than that, oldest first, as long as they are remembered. */
    public synchronized List<VerdictView> verdicts(long after) {
        return verdicts.stream().filter(verdict -> verdict.number() > after).toList();
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
