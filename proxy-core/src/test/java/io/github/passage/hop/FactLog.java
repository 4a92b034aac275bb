package io.github.passage.hop;

import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What hops tell, in order, for tests that wait for it. */
final class FactLog implements TelemetryListener {
    private static final int PATIENCE_SECONDS = 20;

    private final LinkedBlockingQueue<Object> facts = new LinkedBlockingQueue<>();

    @Override
    public void on(TelemetryEvent event) {
        facts.add(
                switch (event) {
                    case TelemetryEvent.InSession(var session, var fact) -> fact;
                    case TelemetryEvent.AtHop(var name, var fact) -> fact;
                    case TelemetryEvent.InProcess(var fact) -> fact;
                });
    }

    /** Waits for a fact, dropping those before it. */
    <T> T await(Class<T> type, Predicate<T> wanted) throws InterruptedException {
        while (true) {
            Object fact = facts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (fact == null) {
                throw new AssertionError("no " + type.getSimpleName() + " came");
            }
            if (type.isInstance(fact) && wanted.test(type.cast(fact))) {
                return type.cast(fact);
            }
        }
    }

    <T> T await(Class<T> type) throws InterruptedException {
        return await(type, fact -> true);
    }

    /** What was told since the fact that was waited for. */
    Stream<Object> rest() {
        return facts.stream();
    }
}
