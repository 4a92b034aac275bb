package io.github.passage.target;

import io.github.passage.address.HostPort;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks one name up again and again, each time when its answer expires. Confined to its loop. */
final class NameWatch implements AutoCloseable {
    static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);
    private static final Logger LOGGER = LoggerFactory.getLogger(NameWatch.class);

    private final HostPort name;
    private final HostLookup lookup;
    private final EventExecutor loop;
    private final Consumer<HostAnswer> answered;
    private final Runnable failed;
    private @Nullable Future<?> next;
    private boolean failing;
    private volatile boolean closed;

    /**
     * A watch that has not begun.
     *
     * @param name host and port as configured
     * @param lookup asks
     * @param loop where the time comes from
     * @param answered told of each answer
     * @param failed told of each failure
     */
    NameWatch(HostPort name, HostLookup lookup, EventExecutor loop, Consumer<HostAnswer> answered, Runnable failed) {
        this.name = name;
        this.lookup = lookup;
        this.loop = loop;
        this.answered = answered;
        this.failed = failed;
    }

    /** Asks for the first time. */
    void begin() {
        if (!closed) {
            lookup.lookUp(name.host()).whenComplete((answer, fault) -> {
                if (!loop.isShuttingDown()) {
                    loop.execute(() -> told(answer, fault));
                }
            });
        }
    }

    private void told(@Nullable HostAnswer answer, @Nullable Throwable fault) {
        if (closed) {
            return;
        }
        if (answer == null) {
            if (!failing) {
                LOGGER.warn("target {}: its addresses cannot be looked up: {}", name, reason(fault));
            }
            failing = true;
            failed.run();
        } else {
            if (failing) {
                LOGGER.info("target {}: its addresses can be looked up again", name);
            }
            failing = false;
            answered.accept(answer);
        }
        Duration pause = answer == null ? AFTER_A_FAILURE : answer.askAgainAfter();
        next = loop.schedule(this::begin, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static String reason(@Nullable Throwable fault) {
        Throwable cause = fault == null || fault.getCause() == null ? fault : fault.getCause();
        return cause == null ? "no address" : String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
    }

    /** Asks no more. */
    @Override
    public void close() {
        closed = true;
        if (next != null) {
            next.cancel(false);
        }
    }
}
