package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.telemetry.TargetHealth;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetCheckTest {
    private static final HealthCheckSettings PACE =
            new HealthCheckSettings(0, Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 3);

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final Deque<Consumer<Boolean>> probes = new ArrayDeque<>();
    private final List<TargetHealth> changes = new ArrayList<>();
    private double chance = 0.5;
    private final TargetCheck check = new TargetCheck(
            probes::add,
            clock.eventLoop(),
            new TargetCheck.Pace(PACE, () -> chance),
            TargetHealth.INITIAL,
            changes::add);

    @BeforeEach
    void freeze() {
        clock.freezeTime();
    }

    private void pass(int millis) {
        clock.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        clock.runPendingTasks();
        clock.runScheduledPendingTasks();
    }

    private void answer(boolean ok) {
        probes.remove().accept(ok);
        clock.runPendingTasks();
    }

    /** Upper case letters succeed: D and d are dials, P and p probes. */
    @ParameterizedTest(name = "after {0}: {1}")
    @CsvSource({
        "'', INITIAL",
        "P, HEALTHY",
        "p, UNHEALTHY",
        "pP, UNHEALTHY",
        "pPP, HEALTHY",
        "pPpP, UNHEALTHY",
        "Ppp, HEALTHY",
        "PppPpp, HEALTHY",
        "Pppp, UNHEALTHY",
        "Pdd, HEALTHY",
        "PddDdd, HEALTHY",
        "Pddd, UNHEALTHY",
        "PdddD, UNHEALTHY",
        "PdddPP, HEALTHY",
        "PddPd, UNHEALTHY",
        "D, INITIAL"
    })
    void probesAndSessionsTellTheHealth(String events, TargetHealth health) {
        CheckedHealth state = CheckedHealth.of(TargetHealth.INITIAL);
        for (int i = 0; i < events.length(); i++) {
            char event = events.charAt(i);
            boolean ok = Character.isUpperCase(event);
            state = Character.toLowerCase(event) == 'd' ? state.dialled(ok, PACE) : state.probed(ok, PACE);
        }
        assertThat(state.health()).isEqualTo(health);
    }

    @ParameterizedTest(name = "at {0} the next probe is after {1} ms")
    @CsvSource({"0, 9000", "0.5, 10000", "1, 11000"})
    void probesFollowAfterTheIntervalMoreOrLess(double at, int millis) {
        chance = at;
        check.begin();
        pass(0);
        answer(true);
        pass(millis - 1);
        assertThat(probes).isEmpty();
        pass(1);

        assertThat(probes).hasSize(1);
    }

    @Test
    void aFirstProbeThatGoesWellIsNoNews() {
        check.begin();
        pass(0);
        assertThat(check.health()).isEqualTo(TargetHealth.INITIAL);
        answer(true);

        assertThat(check.health()).isEqualTo(TargetHealth.HEALTHY);
        assertThat(changes).isEmpty();
    }

    @Test
    void sessionsThatFailAreTakenForFailuresAtOnce() {
        check.begin();
        pass(0);
        answer(true);
        check.dialled(false);
        check.dialled(false);
        check.dialled(false);
        pass(0);

        assertThat(changes).containsExactly(TargetHealth.UNHEALTHY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClosedCheckProbesNoMoreAndHearsNoMore(boolean whileProbing) {
        check.begin();
        pass(0);
        if (whileProbing) {
            check.close();
            answer(false);
        } else {
            answer(true);
            check.close();
        }
        pass(60_000);

        assertThat(probes).isEmpty();
        assertThat(changes).isEmpty();
    }
}
