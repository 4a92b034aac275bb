package io.github.passage.relay;

/** Told when a relay ends. Called on the relay's event loop. */
@FunctionalInterface
public interface RelayListener {
    /** The relay is over; its channels are closed or close as soon as their last bytes have left. */
    void relayEnded(RelayOutcome outcome);
}
