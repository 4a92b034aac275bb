package io.github.passage.lab.matrix;

import io.github.passage.lab.predict.Route;
import io.github.passage.lab.predict.World;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.TargetGroupRules;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A topology in one setting.
 *
 * @param topology what is simulated
 * @param passiveIp what all servers announce; empty for what the topology says
 * @param rewrite whether the hops that clients connect to put their own address into passive replies
 */
public record Setting(Topology topology, Optional<PassiveIp> passiveIp, boolean rewrite) {

    /**
     * The settings of a topology that make sense: AUTO, 0.0.0.0, the address of everything in front of the servers, and what the
     * topology itself says if that is more than AUTO; and rewritten where clients connect, by which all literal addresses become one,
     * AUTO and 0.0.0.0.
     */
    public static List<Setting> of(Topology topology) {
        List<Optional<PassiveIp>> announcements = new ArrayList<>();
        boolean isPlain = topology.servers().stream().allMatch(server -> server.passiveIp() instanceof PassiveIp.Auto);
        if (!isPlain) {
            announcements.add(Optional.empty());
        }
        announcements.add(Optional.of(new PassiveIp.Auto()));
        topology.interfaces().stream()
                .filter(each -> !isServers(topology, each))
                .map(NetworkInterface::address)
                .distinct()
                .forEach(address -> announcements.add(Optional.of(new PassiveIp.Fixed(address))));
        announcements.add(Optional.of(PassiveIp.parse("0.0.0.0")));
        List<Setting> settings = new ArrayList<>();
        announcements.forEach(passiveIp -> settings.add(new Setting(topology, passiveIp, false)));
        settings.add(new Setting(topology, Optional.of(new PassiveIp.Auto()), true));
        settings.add(new Setting(topology, Optional.of(PassiveIp.parse("0.0.0.0")), true));
        return settings;
    }

    /** Why a matrix cannot show a topology, if it cannot. */
    public static Optional<String> obstacle(Topology topology) {
        if (topology.netnsOnly().isPresent()) {
            return Optional.of("this one needs network namespaces, since "
                    + topology.netnsOnly().get());
        }
        if (topology.servers().stream().anyMatch(server -> server.external().isPresent())) {
            return Optional.of("this one has an external server, of which nothing can be foretold");
        }
        if (topology.networks().size() > MatrixRun.BLOCKS) {
            return Optional.of("this one has more than " + MatrixRun.BLOCKS + " networks");
        }
        boolean isSlow = topology.servers().stream()
                .anyMatch(server -> !server.rules().starting().isZero()
                        || !server.rules().stopping().isZero());
        if (isSlow) {
            return Optional.of("in this one servers have a start-time or a stop-time");
        }
        boolean headers = topology.loadBalancers().stream()
                .flatMap(balancer -> Stream.of(balancer.control(), balancer.data()))
                .anyMatch(group -> group.proxyHeader() != TargetGroupRules.ProxyHeader.OFF);
        return headers
                ? Optional.of("in this one targets get PROXY headers, which hops that rewrite do not have")
                : Optional.empty();
    }

    private static boolean isServers(Topology topology, NetworkInterface at) {
        return topology.servers().stream().anyMatch(server -> server.endpoints().contains(at));
    }

    /** What the predictor is asked about. */
    public World world() {
        World plain = World.of(topology);
        World announcing = passiveIp.map(plain::announcing).orElse(plain);
        return rewrite ? announcing.rewriting(fronts(), new PassiveAddressPolicy.Control()) : announcing;
    }

    /** The hops that clients connect to. */
    List<NetworkInterface> fronts() {
        return Route.all(topology).stream().map(Route::entry).distinct().toList();
    }

    /** What servers announce, as one types it. */
    public String passiveIpText() {
        return passiveIp.map(PassiveIp::setting).orElse("per server");
    }

    /** The rewriting, as one types it. */
    public String rewriteText() {
        return rewrite ? "control" : "keep";
    }

    /** For people. */
    @Override
    public String toString() {
        return topology.name() + " " + passiveIpText() + (rewrite ? " rewritten" : "");
    }
}
