package io.github.passage.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTimeoutsTest {
    @Test
    void theDefaultsAreTheFields() {
        assertThat(SessionTimeouts.DEFAULT)
                .isEqualTo(new SessionTimeouts(
                        Duration.ofMinutes(1), Duration.ofMinutes(30), Duration.ofMinutes(5), Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 1; 1; 1; timeouts.login: 0 ms (expected: 1 ms to 7 days)",
                "1; -1; 1; 1; timeouts.control-idle: -1 ms (expected: 1 ms to 7 days)",
                "1; 1; 604800001; 1; timeouts.data-idle: 604800001 ms (expected: 1 ms to 7 days)",
                "1; 1; 1; 0; timeouts.reservation: 0 ms (expected: 1 ms to 7 days)"
            })
    void namesTheRange(long login, long idle, long data, long reservation, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionTimeouts(
                        Duration.ofMillis(login),
                        Duration.ofMillis(idle),
                        Duration.ofMillis(data),
                        Duration.ofMillis(reservation)))
                .withMessage(message);
    }
}
