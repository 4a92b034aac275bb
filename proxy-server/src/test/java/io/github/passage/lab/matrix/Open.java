package io.github.passage.lab.matrix;

import io.github.passage.address.Cidr;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.Topology;
import java.util.List;

/** A topology whose security groups are forgotten. */
final class Open {
    private Open() {}

    static Topology to(Topology of) {
        return new Topology(
                of.name(),
                of.summary(),
                of.netnsOnly(),
                of.networks(),
                of.peerings(),
                of.clients(),
                of.vpcEndpoints(),
                of.loadBalancers(),
                of.routers(),
                of.servers().stream()
                        .map(server -> new Server(
                                server.name(),
                                server.kind(),
                                server.endpoints().stream()
                                        .map(at -> open(of, at))
                                        .toList(),
                                server.passiveIp(),
                                server.rules(),
                                server.external()))
                        .toList());
    }

    private static NetworkInterface open(Topology of, NetworkInterface at) {
        List<Cidr> everybody =
                of.networks().stream().map(network -> network.cidr()).toList();
        return new NetworkInterface(at.name(), at.network(), at.zone(), at.address(), everybody);
    }
}
