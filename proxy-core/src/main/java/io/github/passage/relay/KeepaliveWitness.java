package io.github.passage.relay;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells of TCP keepalives that a peer sends: the kernel answers them, so a program never sees one. */
@FunctionalInterface
public interface KeepaliveWitness {
    /** Knows of none. */
    KeepaliveWitness NONE = (peer, here) -> CompletableFuture.completedFuture(Optional.empty());

    /**
     * When a peer's next keepalive is due.
     *
     * @param peer the peer's end of the connection
     * @param here our end
     * @return done on any thread; empty if it sends none, or that cannot be seen
     */
    CompletionStage<Optional<Duration>> next(InetSocketAddress peer, InetSocketAddress here);
}
