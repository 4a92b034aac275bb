package io.github.passage.lab.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.github.passage.lab.assembly.ServerLife.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerLifeTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<String> done = new ArrayList<>();

    private ServerLife life(Duration time) {
        return new ServerLife(time, time, clock, () -> done.add("online"), () -> done.add("offline"));
    }

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    @Test
    void goesRoundAndRefusesWhatDoesNotFit() {
        ServerLife life = life(Duration.ZERO);
        assertThatIllegalStateException().isThrownBy(life::stop).withMessage("server: OFFLINE (expected: ONLINE)");
        life.start();
        assertThat(life.state()).isEqualTo(State.ONLINE);
        assertThatIllegalStateException().isThrownBy(life::start).withMessage("server: ONLINE (expected: OFFLINE)");
        life.stop();
        assertThat(life.state()).isEqualTo(State.OFFLINE);
        assertThat(done).containsExactly("online", "offline");
    }

    @Test
    void aStartThatFailsLeavesItOfflineAndCanBeTriedAgain() {
        List<String> attempts = new ArrayList<>();
        ServerLife life = new ServerLife(
                Duration.ZERO,
                Duration.ZERO,
                clock,
                () -> {
                    attempts.add("online");
                    if (attempts.size() == 1) {
                        throw new IllegalStateException("port taken");
                    }
                },
                () -> done.add("offline"));

        assertThatIllegalStateException().isThrownBy(life::start).withMessage("port taken");
        assertThat(life.state()).isEqualTo(State.OFFLINE);
        assertThat(done).containsExactly("offline");

        life.start();
        assertThat(life.state()).isEqualTo(State.ONLINE);
    }

    @Test
    void takesItsTimeAndRefusesMeanwhile() {
        ServerLife slow = life(Duration.ofHours(1));
        slow.start();
        assertThat(slow.state()).isEqualTo(State.STARTING);
        assertThatIllegalStateException().isThrownBy(slow::stop);

        ServerLife life = life(Duration.ofMillis(1));
        life.start();
        await().until(() -> life.state() == State.ONLINE);
    }

    @ParameterizedTest
    @CsvSource({"1, 350000, 350000", "100, 350000, 3500", "1000, 1, 1", "10, 0, 0"})
    void timeIsScaled(double factor, long field, long scaled) {
        assertThat(new TimeScale(factor).of(Duration.ofMillis(field))).isEqualTo(Duration.ofMillis(scaled));
    }

    @ParameterizedTest
    @CsvSource({"0", "0.5", "1001", "fast", "NaN"})
    void aScaleOutOfRangeIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeScale.parse(text))
                .withMessageEndingWith("(expected: a number from 1 to 1000)");
    }
}
