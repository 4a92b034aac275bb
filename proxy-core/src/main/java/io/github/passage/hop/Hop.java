package io.github.passage.hop;

import io.github.passage.relay.Traffic;
import io.github.passage.target.TargetState;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A listening address with its ports, admission rule and forwarder. */
public sealed interface Hop extends AutoCloseable permits FtpHop, RelayHop {
    /** The hop's name in logs and traces. */
    String name();

    /** The bytes of its data connections or relayed connections. */
    Traffic traffic();

    /** Its targets as they are now; empty if they are not known beforehand. */
    List<TargetState> targets();

    /** Whether it accepts nothing new and waits for what is under way. */
    boolean isDraining();

    /**
     * Accepts no new sessions and lets those under way come to their end.
     *
     * @return done when none is left
     */
    CompletableFuture<Void> drain();

    /**
     * Falls silent, as a host that lost its network: neither connections that stand nor new ones get any answer. Where the kernel
     * cannot drop silently, new connections are refused. Not to be called on an event loop.
     */
    void freeze();

    /** Answers again; connections from before are reset. Not to be called on an event loop. */
    void thaw();

    /** Ends everything now and gives the addresses back. */
    @Override
    void close();
}
