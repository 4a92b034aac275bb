package io.github.passage.target;

/** How a pool chooses among its targets. Unhealthy ones are passed over while there are others. */
public enum Balance {
    /** One after the other. */
    ROUND_ROBIN,
    /** The one with the fewest open sessions; of several, one after the other. */
    LEAST_SESSIONS,
    /** By the client's address: it gets the same target while that is there, and one that comes or goes moves few others. */
    SOURCE_HASH
}
