package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthStateTest {
    private static final HealthCheckSettings CHECK = check(0, Duration.ofSeconds(30));

    private static HealthCheckSettings check(int port, Duration interval) {
        return new HealthCheckSettings(port, interval, Duration.ofSeconds(10), 3, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "'', initial",
        "+, healthy",
        "-, unhealthy",
        "+-, healthy",
        "+--, unhealthy",
        "+-+-, healthy",
        "+-+--, unhealthy",
        "-+, unhealthy",
        "-++, unhealthy",
        "-+++, healthy",
        "-++-+, unhealthy",
        "-++-+++, healthy",
        "+--+++-, healthy"
    })
    void healthTurnsAfterThresholdsInARowAndTheFirstProbeDecidesAtOnce(String probes, String label) {
        HealthState state = HealthState.START;
        for (int i = 0; i < probes.length(); i++) {
            state = state.probed(probes.charAt(i) == '+', CHECK);
        }
        assertThat(state.health().label()).isEqualTo(label);
    }

    @Test
    void aCheckWithoutTimeOrWithAPortOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(0, Duration.ZERO))
                .withMessageContaining("interval 0 ms")
                .withMessageEndingWith("(expected: both above zero)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(70000, Duration.ofSeconds(30)))
                .withMessage("health-check.port: 70000 (expected: a port, or 0 for the target's)");
    }
}
