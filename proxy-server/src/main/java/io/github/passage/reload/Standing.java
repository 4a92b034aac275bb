package io.github.passage.reload;

import io.github.passage.config.ProxyConfig;
import java.util.List;
import java.util.Set;

/**
 * What is there when a configuration is to be changed.
 *
 * @param held listeners of all hops, also those that only sessions of earlier settings need
 * @param leaving names of hops that were taken away and whose sessions are still there
 */
record Standing(List<Held> held, Set<String> leaving) {
    Standing {
        held = List.copyOf(held);
        leaving = Set.copyOf(leaving);
    }

    /** All that there is while only it has ever run. */
    static Standing of(ProxyConfig running) {
        return new Standing(
                running.hops().stream()
                        .flatMap(hop -> hop.listeners().stream().map(at -> new Held(hop.name(), at)))
                        .toList(),
                Set.of());
    }
}
