package io.github.passage.relay;

import java.time.Duration;

/**
 * How a relay treats its connections.
 *
 * @param idle when it counts as idle, and what becomes of it then
 * @param tap sees what passes; one that sees bytes keeps them from being spliced
 * @param splicing whether and when bytes are moved inside the kernel
 * @param traffic counts what is moved
 */
public record RelaySettings(RelayIdle idle, RelayTap tap, Splicing splicing, Traffic traffic) {
    /** Resets both sides when no byte moved for so long (zero for never), and lets no tap see what passes. */
    public static RelaySettings endAfter(Duration idle, Splicing splicing, Traffic traffic) {
        return new RelaySettings(RelayIdle.endAfter(idle), RelayTap.NONE, splicing, traffic);
    }
}
