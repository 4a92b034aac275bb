package io.github.passage.lab.predict;

import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A topology with the settings that decide where data connections go: a value.
 *
 * @param topology what is simulated
 * @param passiveIps what servers announce, by name; a server that is not in it announces what the topology says
 * @param rewrites policies of the hops that rewrite passive replies, by name
 * @param epsv whether servers and hops answer EPSV
 */
public record World(
        Topology topology,
        Map<String, PassiveIp> passiveIps,
        Map<String, PassiveAddressPolicy> rewrites,
        boolean epsv) {
    /** Copies the maps. */
    public World {
        passiveIps = Map.copyOf(passiveIps);
        rewrites = Map.copyOf(rewrites);
        rewrites.values().forEach(policy -> {
            if (!(policy instanceof PassiveAddressPolicy.Control) && !(policy instanceof PassiveAddressPolicy.Fixed)) {
                throw new IllegalArgumentException(policy + " (expected: control, zero or an IPv4 address)");
            }
        });
    }

    /** A topology as its file says. */
    public static World of(Topology topology) {
        return new World(topology, Map.of(), Map.of(), true);
    }

    /** All servers announce this. */
    public World announcing(PassiveIp passiveIp) {
        Map<String, PassiveIp> all = new LinkedHashMap<>();
        topology.servers().forEach(server -> all.put(server.name(), passiveIp));
        return new World(topology, all, rewrites, epsv);
    }

    /** These hops rewrite by this policy, and no others. */
    public World rewriting(List<NetworkInterface> hops, PassiveAddressPolicy policy) {
        Map<String, PassiveAddressPolicy> all = new LinkedHashMap<>();
        hops.forEach(hop -> all.put(hop.name(), policy));
        return new World(topology, passiveIps, all, epsv);
    }

    /** The same settings on another topology. */
    public World on(Topology other) {
        return new World(other, passiveIps, rewrites, epsv);
    }

    PassiveIp passiveIp(Server server) {
        return passiveIps.getOrDefault(server.name(), server.passiveIp());
    }

    Optional<PassiveAddressPolicy> rewrite(NetworkInterface hop) {
        return Optional.ofNullable(rewrites.get(hop.name()));
    }

    boolean rewrites(NetworkInterface hop) {
        return rewrites.containsKey(hop.name());
    }
}
