package io.github.passage.lab.assembly;

import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.TargetGroupRules;
import io.github.passage.target.HealthCheckSettings;
import io.github.passage.target.HealthChecks;
import io.github.passage.target.Stickiness;
import io.github.passage.target.Target;
import io.github.passage.target.TargetGroup;
import io.github.passage.target.TargetGroupSettings;
import io.github.passage.telemetry.TargetHealth;
import io.github.passage.telemetry.TelemetryEvent;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The target group behind one port of one load balancer node, with its health checks. */
final class NodeGroup implements AutoCloseable {
    /** What topology files call the control port, whatever number it has on this fabric. */
    private static final int FIELD_CONTROL_PORT = 21;

    private final String node;
    private final int port;
    private final TargetGroupRules rules;
    private final HopWiring wiring;
    private final Map<NetworkInterface, Target> byEndpoint = new LinkedHashMap<>();
    private final TargetGroup group;
    private final HealthChecks checks;
    private final Map<Target, Future<?>> draining = new ConcurrentHashMap<>();
    private final EventLoop loop;

    NodeGroup(
            String balancer,
            NetworkInterface node,
            int port,
            boolean crossZone,
            TargetGroupRules rules,
            List<NetworkInterface> targets,
            HopWiring wiring,
            ConnectProber prober) {
        this.node = node.name();
        this.port = port;
        this.rules = rules;
        this.wiring = wiring;
        targets.forEach(endpoint ->
                byEndpoint.put(endpoint, new Target(HopWiring.address(wiring.real(endpoint), port), endpoint.zone())));
        this.group = new TargetGroup(
                new TargetGroupSettings(
                        balancer + ":" + port,
                        node.zone(),
                        crossZone,
                        rules.sticky() ? Stickiness.SOURCE_IP : Stickiness.NONE,
                        rules.terminateAtDeregistration(),
                        rules.terminateUnhealthy()),
                List.copyOf(byEndpoint.values()));
        this.loop = wiring.context().transport().nextLoop();
        this.checks = new HealthChecks(
                group,
                prober,
                loop,
                fact -> wiring.context().telemetry().on(new TelemetryEvent.AtHop(node.name(), fact)));
    }

    /** The name of the node. */
    String node() {
        return node;
    }

    int port() {
        return port;
    }

    TargetGroup targets() {
        return group;
    }

    void check(OptionalInt probed) {
        checks.use(probed.isEmpty() ? Optional.empty() : Optional.of(settings(probed.getAsInt())));
    }

    private HealthCheckSettings settings(int probed) {
        TargetGroupRules.HealthCheckRules check = rules.healthCheck();
        return new HealthCheckSettings(
                probed == FIELD_CONTROL_PORT ? wiring.fabric().controlPort() : probed,
                wiring.settings().scale().of(check.interval()),
                wiring.settings().scale().of(check.timeout()),
                check.healthyThreshold(),
                check.unhealthyThreshold());
    }

    TargetHealth health(NetworkInterface endpoint) {
        return group.health(target(endpoint));
    }

    void deregister(NetworkInterface endpoint) {
        Target target = target(endpoint);
        group.deregister(target);
        Duration delay = wiring.settings().scale().of(rules.deregistrationDelay());
        draining.put(target, loop.schedule(() -> group.deregistered(target), delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    void register(NetworkInterface endpoint) {
        Target target = target(endpoint);
        group.register(target);
        Future<?> end = draining.remove(target);
        if (end != null) {
            end.cancel(false);
        }
        checks.registered(target);
    }

    private Target target(NetworkInterface endpoint) {
        return Optional.ofNullable(byEndpoint.get(endpoint)).orElseThrow();
    }

    @Override
    public void close() {
        checks.close();
    }
}
