package io.github.passage.target;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * The addresses of a name.
 *
 * @param addresses at least one, in the order of the answer
 * @param ttl how long the answer holds
 */
record HostAnswer(List<InetAddress> addresses, Duration ttl) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    HostAnswer {
        addresses = List.copyOf(addresses);
    }

    /** When to ask again: the time to live, within bounds that keep a server's mistake from being everybody's. */
    Duration askAgainAfter() {
        Duration least = ttl.compareTo(SHORTEST) < 0 ? SHORTEST : ttl;
        return least.compareTo(LONGEST) > 0 ? LONGEST : least;
    }
}
