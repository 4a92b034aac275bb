package io.github.passage.relay;

/** Told when a relay ends. Called on the relay's event loop. */
@FunctionalInterface
public interface RelayListener {
    /** The relay is over: both channels are closed, and what was read has left unless the end was a reset. */
    void relayEnded(RelayOutcome outcome);

    /** The connection was idle too long and is forgotten; its sides have not been told. {@link #relayEnded} follows. */
    default void relayForgotten() {}
}
