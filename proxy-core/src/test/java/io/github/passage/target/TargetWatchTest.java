package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.telemetry.TargetHealth;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetWatchTest {
    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final Deque<Consumer<Boolean>> probes = new ArrayDeque<>();
    private final List<TargetHealth> changes = new ArrayList<>();
    private final TargetWatch watch = new TargetWatch(probes::add, clock.eventLoop(), changes::add);

    @BeforeEach
    void freeze() {
        clock.freezeTime();
    }

    private void pass(int seconds) {
        clock.advanceTimeBy(seconds, TimeUnit.SECONDS);
        clock.runPendingTasks();
        clock.runScheduledPendingTasks();
    }

    private void answer(boolean ok) {
        probes.remove().accept(ok);
        clock.runPendingTasks();
    }

    private void dial(boolean... outcomes) {
        for (boolean ok : outcomes) {
            watch.dialled(ok);
        }
        clock.runPendingTasks();
    }

    @Test
    void aTargetThatAnswersIsProbedOnce() {
        watch.begin();
        pass(0);
        answer(true);
        pass(60);

        assertThat(probes).isEmpty();
        assertThat(changes).isEmpty();
        assertThat(watch.health()).isEqualTo(TargetHealth.HEALTHY);
    }

    @Test
    void oneThatDoesNotIsProbedEveryFiveSecondsUntilItDoes() {
        watch.begin();
        pass(0);
        answer(false);
        assertThat(changes).containsExactly(TargetHealth.UNHEALTHY);
        pass(4);
        assertThat(probes).isEmpty();
        pass(1);
        answer(false);
        pass(5);
        answer(true);
        pass(60);

        assertThat(probes).isEmpty();
        assertThat(changes).containsExactly(TargetHealth.UNHEALTHY, TargetHealth.HEALTHY);
    }

    @Test
    void sessionsThatFailMakeItUnhealthyAndOneThatSucceedsEndsTheProbes() {
        dial(false, false, true, false, false);
        assertThat(changes).isEmpty();
        dial(false, false);
        assertThat(changes).containsExactly(TargetHealth.UNHEALTHY);
        pass(5);
        assertThat(probes).hasSize(1);
        answer(false);
        dial(true);
        pass(60);

        assertThat(probes).isEmpty();
        assertThat(changes).containsExactly(TargetHealth.UNHEALTHY, TargetHealth.HEALTHY);
    }

    @Test
    void aClosedWatchProbesNoMore() {
        dial(false, false, false);
        watch.close();
        pass(60);

        assertThat(probes).isEmpty();
    }
}
