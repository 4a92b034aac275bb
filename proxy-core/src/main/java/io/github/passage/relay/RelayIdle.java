package io.github.passage.relay;

import java.time.Duration;

/**
 * When a relayed connection counts as idle, and what becomes of it then.
 *
 * @param timeout no byte for so long; zero for never
 * @param field the same in the field's time, which keepalives of real programs are compared with; equal unless time is scaled
 * @param after what becomes of it
 * @param keepalives tells of TCP keepalives, which count as traffic
 */
public record RelayIdle(Duration timeout, Duration field, AfterIdle after, KeepaliveWitness keepalives) {
    /** Never. */
    public static final RelayIdle NEVER = endAfter(Duration.ZERO);

    /** Both sides are reset after so long; zero for never. */
    public static RelayIdle endAfter(Duration timeout) {
        return new RelayIdle(timeout, timeout, AfterIdle.END, KeepaliveWitness.NONE);
    }
}
