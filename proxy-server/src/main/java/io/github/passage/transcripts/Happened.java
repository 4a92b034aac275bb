package io.github.passage.transcripts;

import io.github.passage.control.LineWatch.Way;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** What waits to be written down. */
sealed interface Happened {
    /** Bytes that it keeps from being collected, about. */
    default int weight() {
        return 100;
    }

    /** A session began, at this time of the clock and of {@link System#nanoTime}. */
    record Began(SessionRef session, long nanos, Instant at) implements Happened {}

    /** Something happened in a session. */
    record Fact(SessionRef session, long nanos, SessionFact fact) implements Happened {}

    /** A line came or went. */
    final class Said implements Happened {
        private final SessionRef session;
        private final long nanos;
        private final Way way;
        private final byte[] wire;

        Said(SessionRef session, long nanos, Way way, byte[] wire) {
            this.session = session;
            this.nanos = nanos;
            this.way = way;
            this.wire = wire;
        }

        SessionRef session() {
            return session;
        }

        long nanos() {
            return nanos;
        }

        void to(SessionScribe scribe) {
            scribe.line(nanos, way, wire);
        }

        @Override
        public int weight() {
            return 100 + wire.length;
        }
    }

    /** Somebody waits until all before this is written. */
    record Awaited(CountDownLatch written) implements Happened {}
}
