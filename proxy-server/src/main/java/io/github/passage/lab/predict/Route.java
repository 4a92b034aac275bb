package io.github.passage.lab.predict;

import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.HopRole;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Topology;
import java.util.List;

/**
 * Who connects where.
 *
 * @param client the client's host
 * @param entry the hop whose address it connects to
 */
public record Route(Client client, NetworkInterface entry) {
    /**
     * The routes that people use: from each client to each address of the outermost thing that it reaches, which is what its name
     * resolves to.
     */
    public static List<Route> all(Topology topology) {
        return topology.clients().stream()
                .flatMap(client -> fronts(topology, client).stream().map(entry -> new Route(client, entry)))
                .toList();
    }

    /** The hops that stand for the service in a client's eyes: of one role, and in front of all others. */
    public static List<NetworkInterface> fronts(Topology topology, Client client) {
        List<NetworkInterface> entries = topology.entries(client);
        if (entries.isEmpty()) {
            return List.of();
        }
        HopRole outermost = topology.role(entries.getFirst().name());
        return entries.stream()
                .filter(entry -> topology.role(entry.name()) == outermost)
                .toList();
    }

    /** For people, for example {@code laptop > nlb.a}. */
    @Override
    public String toString() {
        return client.name() + " > " + entry.name();
    }
}
