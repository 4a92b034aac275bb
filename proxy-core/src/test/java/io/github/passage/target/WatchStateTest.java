package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.telemetry.TargetHealth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchStateTest {
    /** Upper case letters succeed: D and d are dials, P and p probes. */
    @ParameterizedTest(name = "after {0}: {1}")
    @CsvSource({
        "'', HEALTHY",
        "P, HEALTHY",
        "p, UNHEALTHY",
        "dd, HEALTHY",
        "ddd, UNHEALTHY",
        "ddDdd, HEALTHY",
        "ddDddd, UNHEALTHY",
        "ddPdd, HEALTHY",
        "dddD, HEALTHY",
        "dddP, HEALTHY",
        "dddp, UNHEALTHY",
        "pd, UNHEALTHY",
        "pDdd, HEALTHY",
        "pDddd, UNHEALTHY"
    })
    void aTargetIsHealthyUntilProvenOtherwise(String events, TargetHealth health) {
        WatchState state = WatchState.START;
        for (int i = 0; i < events.length(); i++) {
            char event = events.charAt(i);
            boolean ok = Character.isUpperCase(event);
            state = Character.toLowerCase(event) == 'd' ? state.dialled(ok) : state.probed(ok, state);
        }
        assertThat(state.health()).isEqualTo(health);
    }

    @Test
    void aProbeThatFailsSaysNothingAfterASessionThatCameIn() {
        WatchState before = WatchState.START.probed(false, WatchState.START);

        WatchState reached = before.dialled(true);

        assertThat(reached.probed(false, before).health()).isEqualTo(TargetHealth.HEALTHY);
        assertThat(reached.probed(false, reached).health()).isEqualTo(TargetHealth.UNHEALTHY);
    }
}
