package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.TargetHealth;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BalancerTest {
    private static final Flow FLOW = flow("192.0.2.7");

    private static Flow flow(String client) {
        return new Flow(new InetSocketAddress(client, 40000), new InetSocketAddress("198.51.100.1", 21));
    }

    private static Target target(char name) {
        return new Target(new HostPort("10.0.0." + (int) name, 21));
    }

    /** {@code a2} is a healthy target with two sessions, {@code -b0} an unhealthy and {@code ?c1} an untried one. */
    private static List<Candidate> candidates(String text) {
        List<Candidate> all = new ArrayList<>();
        for (String word : text.strip().split(" ", -1)) {
            TargetHealth health = switch (word.charAt(0)) {
                case '-' -> TargetHealth.UNHEALTHY;
                case '?' -> TargetHealth.INITIAL;
                default -> TargetHealth.HEALTHY;
            };
            String rest = health == TargetHealth.HEALTHY ? word : word.substring(1);
            all.add(new Candidate(target(rest.charAt(0)), health, Integer.parseInt(rest.substring(1))));
        }
        return all;
    }

    private static String chosen(Balance balance, String text, int turns) {
        List<Candidate> all = candidates(text);
        return IntStream.range(0, turns)
                .mapToObj(turn -> Balancer.choose(balance, FLOW, all, turn).orElseThrow())
                .map(target ->
                        "" + (char) Integer.parseInt(target.address().host().substring(7)))
                .collect(Collectors.joining());
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "ROUND_ROBIN, a0 b0 c0, abcabc",
        "ROUND_ROBIN, a9 b0, ababab",
        "ROUND_ROBIN, a0 -b0 c0, acacac",
        "ROUND_ROBIN, a0 ?b0, aaaaaa",
        "ROUND_ROBIN, -a0 ?b0 ?c0, bcbcbc",
        "ROUND_ROBIN, -a0 -b0, ababab",
        "LEAST_SESSIONS, a2 b1 c3, bbbbbb",
        "LEAST_SESSIONS, a1 b1 c3, ababab",
        "LEAST_SESSIONS, a1 -b0 c3, aaaaaa",
        "LEAST_SESSIONS, -a1 -b0, bbbbbb",
        "LEAST_SESSIONS, a7, aaaaaa"
    })
    void sessionsAreSpreadOverTheHealthyAndElseOverAll(Balance balance, String candidates, String expected) {
        assertThat(chosen(balance, candidates, expected.length())).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void noTargetIsNoChoice(Balance balance) {
        assertThat(Balancer.choose(balance, FLOW, List.of(), 3)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void manyTurnsLaterAllGoesOn(Balance balance) {
        assertThat(Balancer.choose(balance, FLOW, candidates("a0 b0"), Long.MIN_VALUE))
                .isPresent();
    }

    @Test
    void aClientKeepsItsTargetWhateverComesOrGoesBesideIt() {
        List<Candidate> three = candidates("a0 b0 c0");
        int moved = 0;
        for (int i = 0; i < 250; i++) {
            Flow flow = flow("192.0.2." + i);
            Optional<Target> before = Balancer.choose(Balance.SOURCE_HASH, flow, three, i);
            Optional<Target> after = Balancer.choose(Balance.SOURCE_HASH, flow, candidates("c0 -b5 a9"), i + 1);
            if (before.equals(after)) {
                continue;
            }
            assertThat(before).contains(target('b'));
            moved++;
        }
        assertThat(moved).isBetween(50, 120);
    }
}
