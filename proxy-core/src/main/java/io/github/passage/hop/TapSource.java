package io.github.passage.hop;

import io.github.passage.relay.RelayTap;
import io.github.passage.target.Flow;

/** Gives each connection of a hop in relay mode its tap. Called on event loops. */
@FunctionalInterface
public interface TapSource {
    /** No taps. */
    TapSource NONE = flow -> RelayTap.NONE;

    /** The tap of a connection that was accepted just now. */
    RelayTap tap(Flow flow);
}
