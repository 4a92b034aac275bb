package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.TargetHealth;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupStateTest {
    private static final Map<Character, TargetHealth> HEALTH = Map.of(
            '+', TargetHealth.HEALTHY,
            '-', TargetHealth.UNHEALTHY,
            '?', TargetHealth.INITIAL,
            '~', TargetHealth.DRAINING,
            'x', TargetHealth.UNUSED);

    /** {@code a1} is the first target of zone a. */
    private static Target target(String name) {
        return new Target(
                new HostPort("10.0." + (name.charAt(0) - 'a') + "." + name.charAt(1), 21), name.substring(0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "false, '', ''",
        "false, a1+, a1",
        "false, a1+ a2+, a1 a2",
        "false, a1+ b1+, a1",
        "false, b1+ b2+, ''",
        "false, a1+ a2-, a1",
        "false, a1+ a2?, a1",
        "false, a1- b1+, a1",
        "false, a1- a2?, a1 a2",
        "false, a1? a2?, a1 a2",
        "false, a1~ a2+, a2",
        "false, a1~ a2-, a2",
        "false, a1x a2-, a2",
        "false, a1~, ''",
        "true, '', ''",
        "true, a1+ b1+ c1+, a1 b1 c1",
        "true, b1+ b2+, b1 b2",
        "true, a1- b1+, b1",
        "true, a1- b1- c1?, a1 b1 c1",
        "true, a1~ b1-, b1",
        "true, a1~ b1~, ''"
    })
    void newConnectionsReach(boolean crossZone, String targets, String expected) {
        assertThat(state(crossZone, targets).candidates().stream()
                        .map(each -> each.zone() + each.address().host().replaceFirst(".*\\.", ""))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "false, '', false",
        "false, a1+ a2-, true",
        "false, a1? b1+, false",
        "false, a1~ a2x, false",
        "true, a1- b1+, true",
        "true, a1- b1?, false"
    })
    void hasAHealthyTarget(boolean crossZone, String targets, boolean expected) {
        assertThat(state(crossZone, targets).hasHealthy()).isEqualTo(expected);
    }

    private static GroupState state(boolean crossZone, String targets) {
        GroupState state = new GroupState("a", crossZone, Map.of());
        for (String each : targets.isEmpty() ? new String[0] : targets.split(" ", -1)) {
            state = state.with(target(each), HEALTH.getOrDefault(each.charAt(2), TargetHealth.UNUSED));
        }
        return state;
    }
}
