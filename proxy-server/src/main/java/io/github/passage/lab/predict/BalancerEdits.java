package io.github.passage.lab.predict;

import io.github.passage.lab.topology.LoadBalancer;
import io.github.passage.lab.topology.TargetGroupRules;
import io.github.passage.lab.topology.TargetGroupRules.HealthCheckRules;
import io.github.passage.lab.topology.Topology;
import java.util.function.UnaryOperator;

/** Load balancers with one attribute changed. */
final class BalancerEdits {
    private BalancerEdits() {}

    static Topology edited(Topology of, UnaryOperator<LoadBalancer> edit) {
        return new Topology(
                of.name(),
                of.summary(),
                of.netnsOnly(),
                of.networks(),
                of.peerings(),
                of.clients(),
                of.vpcEndpoints(),
                of.loadBalancers().stream().map(edit).toList(),
                of.routers(),
                of.servers());
    }

    static LoadBalancer inZoneOnly(LoadBalancer of) {
        return with(of, false, UnaryOperator.identity());
    }

    static LoadBalancer notPreservingClientIp(LoadBalancer of) {
        return with(
                of,
                of.crossZone(),
                group -> new TargetGroupRules(
                        group.sticky(),
                        false,
                        group.proxyHeader(),
                        group.healthCheck(),
                        group.deregistrationDelay(),
                        group.terminateAtDeregistration(),
                        group.terminateUnhealthy()));
    }

    static LoadBalancer checkingControlPort(LoadBalancer of) {
        return with(of, of.crossZone(), group -> {
            HealthCheckRules check = group.healthCheck();
            return new TargetGroupRules(
                    group.sticky(),
                    group.preserveClientIp(),
                    group.proxyHeader(),
                    new HealthCheckRules(
                            check.enabled(),
                            ServerPerZone.CONTROL_PORT,
                            check.interval(),
                            check.timeout(),
                            check.healthyThreshold(),
                            check.unhealthyThreshold()),
                    group.deregistrationDelay(),
                    group.terminateAtDeregistration(),
                    group.terminateUnhealthy());
        });
    }

    private static LoadBalancer with(LoadBalancer of, boolean crossZone, UnaryOperator<TargetGroupRules> groups) {
        return new LoadBalancer(
                of.name(),
                of.kind(),
                of.nodes(),
                of.privateAddresses(),
                of.targets(),
                crossZone,
                of.idle(),
                of.afterIdle(),
                groups.apply(of.control()),
                groups.apply(of.data()));
    }
}
