package io.github.passage.relay;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether and when relays go over from copying to splicing, and the pipes of each event loop. */
public final class Splicing {
    /** Never. */
    public static final Splicing NEVER = new Splicing(() -> null, Long.MAX_VALUE);

    private static final Logger LOGGER = LoggerFactory.getLogger(Splicing.class);

    /** A transfer below this is over before the change pays. */
    private static final long WORTH_IT = 256 * 1024;

    /** Two descriptors each: leaves most of a usual limit of open files to connections. */
    private static final int MOST_PIPES = 512;

    private final Supplier<@Nullable PipePool> pipes;
    private final long after;

    /**
     * For tests.
     *
     * @param pipes the pool of the current event loop; null where splicing is not to be had
     * @param after bytes that one side has sent before it is worth it
     */
    Splicing(Supplier<@Nullable PipePool> pipes, long after) {
        this.pipes = pipes;
        this.after = after;
    }

    /** Large transfers are spliced where the kernel does it (Linux), unless {@code -Dpassage.splice=false}; for one process. */
    public static Splicing ofLargeTransfers() {
        return Boolean.parseBoolean(System.getProperty("passage.splice", "true"))
                ? new Splicing(new PoolOfLoop()::get, WORTH_IT)
                : NEVER;
    }

    /** The pool of the current event loop; null where splicing is not to be had. */
    @Nullable
    PipePool pipes() {
        return pipes.get();
    }

    /** Bytes that one side has sent before it is worth it. */
    long after() {
        return after;
    }

    private static final class PoolOfLoop extends FastThreadLocal<@Nullable PipePool> {
        private final AtomicBoolean told = new AtomicBoolean();

        @Override
        protected @Nullable PipePool initialValue() {
            try {
                return new PipePool(new LinuxPipeCalls(), MOST_PIPES, this::refused);
            } catch (RuntimeException | LinkageError unavailable) {
                refused(unavailable.toString());
                return null;
            }
        }

        @Override
        protected void onRemoval(@Nullable PipePool pool) {
            if (pool != null) {
                pool.close();
            }
        }

        private void refused(String reason) {
            if (!told.getAndSet(true)) {
                LOGGER.warn("relays copy instead of splicing, which costs more CPU; told once: {}", reason);
            }
        }
    }
}
