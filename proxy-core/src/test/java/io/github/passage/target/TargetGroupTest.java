package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TargetHealth;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TargetGroupTest {
    private static final Target ONE = new Target(new HostPort("10.0.0.1", 21), "a");
    private static final Target TWO = new Target(new HostPort("10.0.0.2", 21), "a");
    private static final Flow FLOW = FlowHashTest.flow("192.0.2.7", 40000, 21);

    private static TargetGroup group(boolean terminateAtDeregistration, boolean terminateUnhealthy) {
        return new TargetGroup(
                new TargetGroupSettings(
                        "nlb:21", "a", false, Stickiness.NONE, terminateAtDeregistration, terminateUnhealthy),
                List.of(ONE, TWO));
    }

    @Test
    void aDeregisteredTargetGetsNoNewFlowsAndItsConnectionsGoOnUntilTheDelayIsOver() {
        TargetGroup group = group(true, false);
        AtomicInteger ended = new AtomicInteger();
        group.follow(ONE, ended::incrementAndGet);
        group.follow(TWO, ended::incrementAndGet);

        group.deregister(ONE);
        assertThat(group.choose(FLOW)).contains(TWO);
        assertThat(ended).hasValue(0);

        group.deregistered(ONE);
        assertThat(ended).hasValue(1);
        assertThat(group.health(ONE)).isEqualTo(TargetHealth.UNUSED);
    }

    @Test
    void aTargetThatIsRegisteredAgainBeforeTheDelayIsOverKeepsItsConnections() {
        TargetGroup group = group(true, false);
        AtomicInteger ended = new AtomicInteger();
        group.follow(ONE, ended::incrementAndGet);

        group.deregister(ONE);
        group.register(ONE);
        group.deregistered(ONE);

        assertThat(ended).hasValue(0);
        assertThat(group.health(ONE)).isEqualTo(TargetHealth.INITIAL);
    }

    @Test
    void aConnectionThatLeftIsNotEnded() {
        TargetGroup group = group(true, true);
        AtomicInteger ended = new AtomicInteger();
        group.follow(ONE, ended::incrementAndGet).run();

        group.health(ONE, TargetHealth.UNHEALTHY);

        assertThat(ended).hasValue(0);
    }

    @Test
    void connectionsToATargetThatTurnsUnhealthyAreEndedOnce() {
        TargetGroup group = group(false, true);
        AtomicInteger ended = new AtomicInteger();
        group.follow(ONE, ended::incrementAndGet);
        group.health(TWO, TargetHealth.HEALTHY);

        assertThat(group.health(ONE, TargetHealth.UNHEALTHY)).isTrue();
        assertThat(group.health(ONE, TargetHealth.UNHEALTHY)).isFalse();

        assertThat(ended).hasValue(1);
    }

    @Test
    void connectionsToTheLastTargetGoOnAsTheGroupFailsOpen() {
        TargetGroup group = group(false, true);
        AtomicInteger ended = new AtomicInteger();
        group.follow(ONE, ended::incrementAndGet);
        group.health(TWO, TargetHealth.UNHEALTHY);

        group.health(ONE, TargetHealth.UNHEALTHY);

        assertThat(ended).hasValue(0);
    }

    @Test
    void whatIsOutCannotBeTakenOutNorWhatIsInTakenIn() {
        TargetGroup group = group(false, false);
        assertThatIllegalStateException()
                .isThrownBy(() -> group.register(ONE))
                .withMessage("target 10.0.0.1:21: initial (expected: draining or unused)");
        group.deregister(ONE);
        assertThatIllegalStateException()
                .isThrownBy(() -> group.deregister(ONE))
                .withMessage("target 10.0.0.1:21: draining (expected: registered)");
    }

    @Test
    void probesDecideWhoGetsConnectionsAndOnlyChangesAreTold() {
        TargetGroup group = group(false, false);
        List<HopFact> told = new CopyOnWriteArrayList<>();
        List<String> probed = new ArrayList<>();
        DefaultEventLoop loop = new DefaultEventLoop();
        HealthChecks checks = new HealthChecks(
                group,
                (to, timeout, result) -> {
                    probed.add(to.getHostString() + ":" + to.getPort());
                    result.accept(!to.getHostString().equals("10.0.0.1"));
                },
                loop,
                told::add);
        try (checks) {
            checks.use(Optional.of(new HealthCheckSettings(2121, Duration.ofMillis(5), Duration.ofSeconds(1), 2, 2)));
            Awaitility.await().until(() -> group.health(TWO) == TargetHealth.HEALTHY);
            assertThat(group.health(ONE)).isEqualTo(TargetHealth.UNHEALTHY);
            assertThat(group.choose(FLOW)).contains(TWO);
            assertThat(told)
                    .containsExactly(new HopFact.TargetHealthChanged("nlb:21", ONE.address(), TargetHealth.UNHEALTHY));

            checks.use(Optional.empty());
            Awaitility.await().until(() -> group.health(ONE) == TargetHealth.HEALTHY);
            assertThat(probed).startsWith("10.0.0.1:2121", "10.0.0.2:2121");
        } finally {
            loop.shutdownGracefully();
        }
    }

    @Test
    void aTargetThatIsTakenInAgainIsHealthyAtOnceWhereNothingIsProbed() {
        TargetGroup group = group(false, false);
        DefaultEventLoop loop = new DefaultEventLoop();
        HealthChecks checks = new HealthChecks(group, (to, timeout, result) -> {}, loop, fact -> {});
        try (checks) {
            checks.use(Optional.empty());
            Awaitility.await().until(() -> group.health(ONE) == TargetHealth.HEALTHY);
            group.deregister(ONE);
            group.register(ONE);

            checks.registered(ONE);

            Awaitility.await().until(() -> group.health(ONE) == TargetHealth.HEALTHY);
        } finally {
            loop.shutdownGracefully();
        }
    }

    @Test
    void aTargetThatIsTakenInAgainIsProbedAtOnce() {
        TargetGroup group = group(false, false);
        DefaultEventLoop loop = new DefaultEventLoop();
        HealthChecks checks = new HealthChecks(group, (to, timeout, result) -> result.accept(true), loop, fact -> {});
        try (checks) {
            checks.use(Optional.of(new HealthCheckSettings(21, Duration.ofHours(1), Duration.ofSeconds(1), 2, 2)));
            Awaitility.await().until(() -> group.health(ONE) == TargetHealth.HEALTHY);
            group.deregister(ONE);
            group.register(ONE);

            checks.registered(ONE);

            Awaitility.await().until(() -> group.health(ONE) == TargetHealth.HEALTHY);
        } finally {
            loop.shutdownGracefully();
        }
    }

    @Test
    void changesOfHealthMoveOnlyTheFlowsThatTheyMust() {
        Target three = new Target(new HostPort("10.0.0.3", 21), "a");
        TargetGroup group = new TargetGroup(
                new TargetGroupSettings("nlb:21", "a", false, Stickiness.NONE, false, false), List.of(ONE, TWO, three));
        List.of(ONE, TWO, three).forEach(target -> group.health(target, TargetHealth.HEALTHY));
        List<Flow> flows = IntStream.range(0, 3000)
                .mapToObj(port -> FlowHashTest.flow("192.0.2.7", 20_000 + port, 21))
                .toList();
        Map<Flow, Target> before = chosen(group, flows);

        group.health(TWO, TargetHealth.UNHEALTHY);
        Map<Flow, Target> without = chosen(group, flows);
        group.health(TWO, TargetHealth.HEALTHY);
        Map<Flow, Target> again = chosen(group, flows);
        group.deregister(three);
        group.register(three);
        group.health(three, TargetHealth.HEALTHY);

        assertThat(flows).allSatisfy(flow -> {
            if (!before.get(flow).equals(TWO)) {
                assertThat(without.get(flow)).isEqualTo(before.get(flow));
            } else {
                assertThat(without.get(flow)).isIn(ONE, three);
            }
        });
        assertThat(again).isEqualTo(before);
        assertThat(chosen(group, flows)).isEqualTo(before);
    }

    private static Map<Flow, Target> chosen(TargetGroup group, List<Flow> flows) {
        return flows.stream()
                .collect(Collectors.toMap(
                        flow -> flow, flow -> group.choose(flow).orElseThrow()));
    }
}
