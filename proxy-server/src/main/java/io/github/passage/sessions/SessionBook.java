package io.github.passage.sessions;

import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The open sessions of all hops, and the last {@value #MOST_ENDED} that ended. Any thread may ask. */
public final class SessionBook implements TelemetryListener {
    /** How many ended sessions are remembered. */
    public static final int MOST_ENDED = 1000;

    private static final Comparator<SessionEntry> NEWEST_FIRST =
            Comparator.comparingLong(SessionEntry::sequence).reversed();

    private final Map<SessionRef, SessionEntry> open = new ConcurrentHashMap<>();
    private final Deque<SessionEntry> ended = new ArrayDeque<>();
    private final AtomicLong sequences = new AtomicLong();
    private final Consumer<SessionRecord> whenClosed;
    private final InstantSource clock;

    /**
     * An empty book.
     *
     * @param whenClosed told of each session once, on its event loop, when its control connections and its data connections are all
     *     closed; must not block
     */
    public SessionBook(Consumer<SessionRecord> whenClosed) {
        this(whenClosed, InstantSource.system());
    }

    /** A book with another clock. */
    SessionBook(Consumer<SessionRecord> whenClosed, InstantSource clock) {
        this.whenClosed = whenClosed;
        this.clock = clock;
    }

    @Override
    public void on(TelemetryEvent event) {
        if (event instanceof TelemetryEvent.InSession(SessionRef session, SessionFact fact)) {
            if (fact instanceof SessionFact.Opened opened) {
                open.put(session, new SessionEntry(session, sequences.incrementAndGet(), opened, clock.millis()));
            } else {
                SessionEntry entry = open.get(session);
                if (entry != null) {
                    take(entry, fact);
                }
            }
        }
    }

    private void take(SessionEntry entry, SessionFact fact) {
        entry.take(fact, clock.millis());
        if (entry.isOver()) {
            synchronized (ended) {
                open.remove(entry.ref());
                ended.addFirst(entry);
                if (ended.size() > MOST_ENDED) {
                    ended.removeLast();
                }
            }
            whenClosed.accept(entry.record());
        }
    }

    /** Sessions whose control connection or data connection stands. */
    public int open() {
        return open.size();
    }

    /** What is known of a session; empty if it never was or ended long ago. */
    public Optional<SessionRecord> find(SessionRef ref) {
        SessionEntry entry = open.get(ref);
        if (entry != null) {
            return Optional.of(entry.record());
        }
        synchronized (ended) {
            return ended.stream()
                    .filter(each -> each.ref().equals(ref))
                    .findFirst()
                    .map(SessionEntry::record);
        }
    }

    /** The sessions that a query asks for. Sessions that come between two pages are on neither. */
    public SessionPage page(SessionQuery query) {
        List<SessionEntry> all = new ArrayList<>();
        synchronized (ended) {
            all.addAll(ended);
            all.addAll(open.values());
        }
        List<SessionEntry> found =
                all.stream().filter(query::takes).sorted(NEWEST_FIRST).toList();
        List<SessionEntry> rest = found.stream()
                .filter(entry -> entry.sequence() < query.before())
                .toList();
        List<SessionEntry> page = rest.subList(0, Math.min(query.limit(), rest.size()));
        return new SessionPage(
                page.stream().map(SessionEntry::record).toList(),
                page.size() < rest.size()
                        ? Optional.of(Long.toString(page.getLast().sequence()))
                        : Optional.empty(),
                found.size());
    }
}
