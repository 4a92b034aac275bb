package io.github.passage.metrics;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the data connections of each client address went lately. Bounded: when it is full, addresses that are not in it are not taken in
 * until others have been forgotten. Any thread may call it; nothing locks more than one entry.
 */
final class ClientBook {
    /** How long a data connection counts. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** A full book is not looked through for room more often than this. */
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(10);

    private final int most;
    private final Map<InetAddress, Entry> entries = new ConcurrentHashMap<>();
    private volatile long sweptAt;
    private volatile boolean swept;

    /** An empty book for so many addresses. */
    ClientBook(int most) {
        this.most = most;
    }

    /**
     * Notes how a data connection went.
     *
     * @param nanos now, by a clock of which only differences count
     */
    void note(InetAddress client, boolean ok, long nanos) {
        Entry entry = entries.get(client);
        if (entry == null) {
            if (entries.size() >= most && !sweep(nanos)) {
                return;
            }
            entry = entries.computeIfAbsent(client, none -> new Entry());
        }
        entry.note(ok, nanos);
    }

    /** Number of addresses in each state; forgets those that have had no data connection lately. */
    Map<ClientState, Integer> count(long nanos) {
        Map<ClientState, Integer> counts = new EnumMap<>(ClientState.class);
        for (ClientState state : ClientState.values()) {
            counts.put(state, 0);
        }
        entries.forEach((client, entry) -> {
            if (entry.isOver(nanos)) {
                entries.remove(client, entry);
            } else {
                counts.merge(entry.state(nanos), 1, Integer::sum);
            }
        });
        return counts;
    }

    private boolean sweep(long nanos) {
        if (!swept || nanos - sweptAt >= BETWEEN_SWEEPS.toNanos()) {
            swept = true;
            sweptAt = nanos;
            entries.values().removeIf(entry -> entry.isOver(nanos));
        }
        return entries.size() < most;
    }

    private static final class Entry {
        private boolean everOk;
        private boolean everFailed;
        private long okAt;
        private long failedAt;

        synchronized void note(boolean ok, long nanos) {
            if (ok) {
                everOk = true;
                okAt = nanos;
            } else {
                everFailed = true;
                failedAt = nanos;
            }
        }

        synchronized boolean isOver(long nanos) {
            return !okLately(nanos) && !failedLately(nanos);
        }

        synchronized ClientState state(long nanos) {
            if (okLately(nanos)) {
                return failedLately(nanos) ? ClientState.MIXED : ClientState.WORKING;
            }
            return ClientState.FAILING;
        }

        private boolean okLately(long nanos) {
            return everOk && nanos - okAt <= WINDOW.toNanos();
        }

        private boolean failedLately(long nanos) {
            return everFailed && nanos - failedAt <= WINDOW.toNanos();
        }
    }

    /** How the latest data connections of a client address went. */
    enum ClientState {
        /** All came to an orderly end. */
        WORKING("working"),
        /** None did. */
        FAILING("failing"),
        /** Some did. */
        MIXED("mixed");

        private final String label;

        ClientState(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
