package io.github.passage.it.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;

/** Sessions that are logged in and do nothing. */
public final class HeldSessions implements AutoCloseable {
    private static final int OPENING_AT_ONCE = 8;

    private final Queue<FtpConnection> held = new ConcurrentLinkedQueue<>();
    private final IntFunction<Endpoint> endpoints;

    /** Sessions of several client addresses, of which each has ports of its own: the one of each session's number. */
    public HeldSessions(IntFunction<Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    /** Opens sessions until there are {@code count}. */
    public void growTo(int count) throws IOException {
        int missing = count - held.size();
        List<Opening> crew = new ArrayList<>();
        for (int i = 0; i < OPENING_AT_ONCE; i++) {
            crew.add(new Opening(held.size() + i, missing * (i + 1) / OPENING_AT_ONCE - missing * i / OPENING_AT_ONCE));
        }
        Crew.run(crew, () -> 0);
    }

    private final class Opening implements Crew.Member {
        private final int first;
        private final int count;

        Opening(int first, int count) {
            this.first = first;
            this.count = count;
        }

        @Override
        public void prepare() {}

        @Override
        public long work() throws IOException {
            for (int i = 0; i < count; i++) {
                FtpConnection session = new FtpConnection(endpoints.apply(first + i));
                held.add(session);
                session.open();
                session.login();
            }
            return count;
        }

        @Override
        public void end() {}
    }

    /** Closes them all, without a word. */
    public void endAll() {
        held.forEach(FtpConnection::close);
        held.clear();
    }

    @Override
    public void close() {
        endAll();
    }
}
