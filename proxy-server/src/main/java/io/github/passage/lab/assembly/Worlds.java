package io.github.passage.lab.assembly;

import io.github.passage.lab.live.LabView;
import io.github.passage.lab.predict.World;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import java.util.LinkedHashMap;
import java.util.Map;

/** A running lab as the predictor knows it. */
final class Worlds {
    private Worlds() {}

    static World of(Topology topology, LabView view) {
        Map<String, PassiveIp> passiveIps = new LinkedHashMap<>();
        view.servers().stream()
                .filter(server -> topology.server(server.name())
                        .filter(model -> model.external().isEmpty())
                        .isPresent())
                .forEach(server -> passiveIps.put(server.name(), PassiveIp.parse(server.passiveIpInUse())));
        Map<String, PassiveAddressPolicy> rewrites = new LinkedHashMap<>();
        view.hops().stream()
                .filter(hop -> !hop.rewrite().equals("keep"))
                .forEach(hop -> rewrites.put(hop.name(), PassiveAddressPolicy.parse(hop.rewrite())));
        return new World(topology, passiveIps, rewrites, true);
    }
}
