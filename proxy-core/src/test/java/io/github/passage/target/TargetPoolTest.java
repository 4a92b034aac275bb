package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.HopFact;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names, checks and choices together, by a clock that stands until it is moved. */
class TargetPoolTest {
    private static final Flow FLOW =
            new Flow(new InetSocketAddress("192.0.2.7", 40000), new InetSocketAddress("198.51.100.1", 21));

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final Deque<CompletableFuture<HostAnswer>> questions = new ArrayDeque<>();
    private final Map<String, Consumer<Optional<String>>> probes = new HashMap<>();
    private final List<CheckKind> kinds = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();

    @BeforeEach
    void freeze() {
        clock.freezeTime();
    }

    private TargetPool pool(CheckKind check, Balance balance, String... targets) {
        PoolSettings settings = new PoolSettings(
                Stream.of(targets).map(HostPort::parse).toList(), balance, check, PoolSettings.DEFAULT_PACE);
        HostLookup lookup = name -> {
            CompletableFuture<HostAnswer> asked = new CompletableFuture<>();
            questions.add(asked);
            return asked;
        };
        return new TargetPool(settings, () -> lookup, Duration.ofSeconds(10), clock.eventLoop());
    }

    private void watch(TargetPool pool) {
        pool.watch(
                (target, kind, result) -> {
                    kinds.add(kind);
                    probes.put(target.address().host(), result);
                },
                fact -> {
                    HopFact.TargetHealthChanged changed = (HopFact.TargetHealthChanged) fact;
                    facts.add(changed.target().host() + " " + changed.health().label());
                });
        pass(0);
    }

    private void pass(int seconds) {
        clock.advanceTimeBy(seconds, TimeUnit.SECONDS);
        clock.runPendingTasks();
        clock.runScheduledPendingTasks();
    }

    private void answer(int ttl, String... addresses) {
        questions
                .remove()
                .complete(new HostAnswer(
                        Stream.of(addresses).map(InetAddress::ofLiteral).toList(), Duration.ofSeconds(ttl)));
        clock.runPendingTasks();
    }

    private void fail() {
        questions.remove().completeExceptionally(new UnknownHostException("SERVFAIL"));
        clock.runPendingTasks();
    }

    private void probed(String host, boolean ok) {
        Consumer<Optional<String>> probe = probes.remove(host);
        assertThat(probe).as("probe of %s", host).isNotNull();
        probe.accept(ok ? Optional.empty() : Optional.of("greeted with 421"));
        clock.runPendingTasks();
    }

    private static List<String> hosts(TargetPool pool) {
        return pool.targetStates().stream()
                .map(state -> state.target().host() + " " + state.health().label())
                .toList();
    }

    private static List<String> chosen(TargetPool pool, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> pool.choose(FLOW).orElseThrow().address().host())
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void aNameIsAskedForAgainWhenItsAnswerExpires() {
        TargetPool pool = pool(CheckKind.OFF, Balance.ROUND_ROBIN, "pods.example:21");
        watch(pool);
        answer(30, "10.0.0.1", "10.0.0.2");
        pass(29);
        assertThat(questions).isEmpty();
        pass(1);
        answer(5, "10.0.0.2", "10.0.0.3");

        assertThat(chosen(pool, 6)).containsExactly("10.0.0.2", "10.0.0.3");
        assertThat(facts)
                .containsExactly("10.0.0.1 healthy", "10.0.0.2 healthy", "10.0.0.1 unused", "10.0.0.3 healthy");
        pass(5);
        assertThat(questions).hasSize(1);
    }

    @Test
    void whileNameServersFailTheLastGoodAnswerCounts() {
        TargetPool pool = pool(CheckKind.OFF, Balance.ROUND_ROBIN, "pods.example:21");
        watch(pool);
        answer(30, "10.0.0.1");
        pass(30);
        fail();
        assertThat(hosts(pool)).containsExactly("10.0.0.1 healthy");
        pass(5);
        answer(30, "10.0.0.2");

        assertThat(hosts(pool)).containsExactly("10.0.0.2 healthy");
    }

    @Test
    void sessionsWaitForTheFirstAnswer() {
        TargetPool pool = pool(CheckKind.OFF, Balance.ROUND_ROBIN, "pods.example:21");
        CompletableFuture<Void> known = pool.known();
        pass(0);
        assertThat(known).isNotDone();
        assertThat(hosts(pool)).containsExactly("pods.example initial");
        answer(30, "10.0.0.1");

        assertThat(known).isDone();
    }

    @Test
    void sessionsDoNotWaitForNamesThatFailOrTakeTooLong() {
        TargetPool failing = pool(CheckKind.OFF, Balance.ROUND_ROBIN, "pods.example:21", "other.example:21");
        CompletableFuture<Void> known = failing.known();
        pass(0);
        fail();
        assertThat(known).isNotDone();
        fail();
        assertThat(known).isDone();
        assertThat(hosts(failing)).containsExactly("pods.example unhealthy", "other.example unhealthy");
        assertThat(failing.choose(FLOW)).isEmpty();

        TargetPool slow = pool(CheckKind.OFF, Balance.ROUND_ROBIN, "pods.example:21");
        CompletableFuture<Void> patient = slow.known();
        pass(0);
        pass(9);
        assertThat(patient).isNotDone();
        pass(1);
        assertThat(patient).isDone();
        assertThat(pool(CheckKind.OFF, Balance.ROUND_ROBIN, "pods.example:21", "10.0.0.9:21")
                        .known())
                .isDone();
    }

    @Test
    void oneTargetIsLeftAloneAndSeveralAreProbed() {
        TargetPool pool = pool(CheckKind.AUTO, Balance.ROUND_ROBIN, "pods.example:21");
        watch(pool);
        answer(30, "10.0.0.1");
        probed("10.0.0.1", true);
        pass(30);
        assertThat(probes).isEmpty();
        answer(30, "10.0.0.1", "10.0.0.2");
        assertThat(hosts(pool)).containsExactly("10.0.0.1 healthy", "10.0.0.2 initial");
        assertThat(chosen(pool, 4)).containsExactly("10.0.0.1");
        probed("10.0.0.1", true);
        probed("10.0.0.2", true);
        pass(12);

        assertThat(chosen(pool, 4)).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(probes).containsOnlyKeys("10.0.0.1", "10.0.0.2");
        assertThat(kinds)
                .containsExactly(
                        CheckKind.AUTO, CheckKind.GREETING, CheckKind.GREETING, CheckKind.GREETING, CheckKind.GREETING);
    }

    @Test
    void anUnhealthyTargetGetsSessionsOnlyWhileThereIsNoOther() {
        TargetPool pool = pool(CheckKind.CONNECT, Balance.ROUND_ROBIN, "10.0.0.1:21", "10.0.0.2:21");
        watch(pool);
        probed("10.0.0.1", false);
        probed("10.0.0.2", true);
        assertThat(chosen(pool, 4)).containsExactly("10.0.0.2");
        pool.dialled(target("10.0.0.2"), Optional.of("connection refused"));
        pool.dialled(target("10.0.0.2"), Optional.of("connection refused"));
        pass(0);

        assertThat(chosen(pool, 4)).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(facts).containsExactly("10.0.0.1 unhealthy", "10.0.0.2 unhealthy");
        assertThat(pool.targetStates())
                .extracting(TargetState::reason)
                .containsExactly("greeted with 421", "connection refused");
    }

    @Test
    void theSessionsOfATargetCountUntilTheyEndEvenIfItWentBetween() {
        TargetPool pool = pool(CheckKind.OFF, Balance.LEAST_SESSIONS, "pods.example:21");
        watch(pool);
        answer(1, "10.0.0.1", "10.0.0.2");
        Runnable over = pool.follow(target("10.0.0.1"), () -> {});
        assertThat(chosen(pool, 3)).containsExactly("10.0.0.2");
        pass(1);
        answer(1, "10.0.0.2");
        pass(1);
        answer(1, "10.0.0.1", "10.0.0.2");
        assertThat(chosen(pool, 3)).containsExactly("10.0.0.2");
        over.run();
        over.run();

        assertThat(chosen(pool, 4)).containsExactly("10.0.0.1", "10.0.0.2");
    }

    @Test
    void aClosedPoolAsksAndProbesNoMoreButStillChooses() {
        TargetPool pool = pool(CheckKind.CONNECT, Balance.ROUND_ROBIN, "pods.example:21", "10.0.0.9:21");
        watch(pool);
        answer(30, "10.0.0.1");
        probed("10.0.0.1", true);
        probed("10.0.0.9", true);
        pool.close();
        pass(3600);

        assertThat(questions).isEmpty();
        assertThat(probes).isEmpty();
        assertThat(chosen(pool, 4)).containsExactly("10.0.0.1", "10.0.0.9");
    }

    @Test
    void targetsThatWereTriedAreNotChosenAgain() {
        TargetPool pool = pool(CheckKind.OFF, Balance.SOURCE_HASH, "10.0.0.1:21", "10.0.0.2:21");
        Target first = pool.choose(FLOW).orElseThrow();
        Target second = pool.choose(FLOW, Set.of(first)).orElseThrow();

        assertThat(second).isNotEqualTo(first);
        assertThat(pool.choose(FLOW, Set.of(first, second))).isEmpty();
    }

    @Test
    void aSecondTryTakesNobodysTurn() {
        TargetPool pool = pool(CheckKind.OFF, Balance.ROUND_ROBIN, "10.0.0.1:21", "10.0.0.2:21");
        Target first = pool.choose(FLOW).orElseThrow();
        pool.choose(FLOW, Set.of(first));

        assertThat(pool.choose(FLOW)).contains(target("10.0.0.2"));
        assertThat(first).isEqualTo(target("10.0.0.1"));
    }

    private static Target target(String host) {
        return new Target(new HostPort(host, 21));
    }
}
