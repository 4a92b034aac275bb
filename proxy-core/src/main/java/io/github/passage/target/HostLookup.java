package io.github.passage.target;

import java.util.concurrent.CompletionStage;

/** Looks up the addresses of names, afresh each time, without blocking the caller. */
interface HostLookup extends AutoCloseable {
    /**
     * Looks a name up.
     *
     * @return completes on any thread, exceptionally if no address is known now
     */
    CompletionStage<HostAnswer> lookUp(String name);

    @Override
    default void close() {}
}
