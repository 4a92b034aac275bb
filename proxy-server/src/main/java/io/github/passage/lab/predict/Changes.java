package io.github.passage.lab.predict;

import io.github.passage.lab.predict.Change.Kind;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.topology.LoadBalancer;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The single changes that can be made to a world or to a client. */
final class Changes {
    private final World world;
    private final List<Route> routes;

    Changes(World world) {
        this.world = world;
        this.routes = Route.all(world.topology());
    }

    /** Options of the client's program: those that make a variant of it, or take one back. */
    List<Change> ofClient(Profile profile, Profiles all) {
        String base = profile.variant().map(Profile.Variant::of).orElse(profile.name());
        Stream<Profile> others = Stream.concat(
                all.named(base).stream(), all.named(base).stream().flatMap(of -> all.variantsOf(of).stream()));
        return others.filter(other -> !other.name().equals(profile.name()))
                .map(other -> new Change(
                        Kind.CLIENT_OPTION,
                        other.program() + ": "
                                + other.variant().map(Profile.Variant::option).orElse("its defaults"),
                        world,
                        Optional.of(other)))
                .toList();
    }

    /** Everything else. */
    List<Change> ofWorld() {
        List<Change> changes = new ArrayList<>();
        world.topology().loadBalancers().forEach(balancer -> ofLoadBalancer(balancer, changes));
        passiveIps(changes);
        rewriting(changes);
        new ServerPerZone(world).change().ifPresent(changes::add);
        return changes;
    }

    private void ofLoadBalancer(LoadBalancer balancer, List<Change> changes) {
        if (balancer.data().healthCheck().enabled()
                && balancer.data().healthCheck().port() != ServerPerZone.CONTROL_PORT) {
            changes.add(balancers(
                    Kind.HEALTH_CHECK_PORT,
                    balancer,
                    "health checks of all target groups on port 21",
                    BalancerEdits::checkingControlPort));
        }
        if (balancer.control().preserveClientIp() || balancer.data().preserveClientIp()) {
            changes.add(balancers(
                    Kind.LOAD_BALANCER, balancer, "preserve-client-ip = off", BalancerEdits::notPreservingClientIp));
        }
        if (balancer.crossZone()) {
            changes.add(balancers(Kind.LOAD_BALANCER, balancer, "cross-zone = off", BalancerEdits::inZoneOnly));
        }
    }

    private Change balancers(Kind kind, LoadBalancer only, String text, UnaryOperator<LoadBalancer> edit) {
        UnaryOperator<LoadBalancer> one = each -> each.equals(only) ? edit.apply(each) : each;
        String named = only.name() + ": " + text;
        return new Change(kind, named, world.on(BalancerEdits.edited(world.topology(), one)), Optional.empty());
    }

    private void passiveIps(List<Change> changes) {
        if (world.topology().servers().stream()
                .anyMatch(server -> server.external().isPresent())) {
            return;
        }
        List<PassiveIp> present = world.topology().servers().stream()
                .map(world::passiveIp)
                .distinct()
                .toList();
        List<PassiveIp> candidates = new ArrayList<>(List.of(new PassiveIp.Auto(), new PassiveIp.Fixed(anyAddress())));
        fronts().stream()
                .map(NetworkInterface::address)
                .distinct()
                .forEach(front -> candidates.add(new PassiveIp.Fixed(front)));
        candidates.stream()
                .filter(candidate -> !present.equals(List.of(candidate)))
                .forEach(candidate -> changes.add(new Change(
                        Kind.PASSIVE_IP,
                        "PassiveIp " + candidate.setting() + ", then stop and start",
                        world.announcing(candidate),
                        Optional.empty())));
    }

    private static Inet4Address anyAddress() {
        return ((PassiveIp.Fixed) PassiveIp.parse("0.0.0.0")).address();
    }

    private List<NetworkInterface> fronts() {
        return routes.stream().map(Route::entry).distinct().toList();
    }

    private void rewriting(List<Change> changes) {
        List<NetworkInterface> hops =
                routes.stream().map(Route::entry).distinct().toList();
        boolean already =
                hops.stream().allMatch(hop -> world.rewrite(hop).orElse(null) instanceof PassiveAddressPolicy.Control);
        if (!already) {
            changes.add(new Change(
                    Kind.REWRITE,
                    "--rewrite control: hops that clients connect to put their own address into the reply",
                    world.rewriting(hops, new PassiveAddressPolicy.Control()),
                    Optional.empty()));
        }
    }
}
