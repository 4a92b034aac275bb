package io.github.passage.ftp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineLimitsTest {
    @Test
    void theDefaultIsEightKibAndFiveHundredAndTwelveLines() {
        assertThat(LineLimits.DEFAULT).isEqualTo(new LineLimits(8192, 8192, 512));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "63; 64; 1; command-line-limit: 63 bytes (expected: 64-1048576 bytes)",
                "1048577; 64; 1; command-line-limit: 1048577 bytes (expected: 64-1048576 bytes)",
                "64; 63; 1; reply-line-limit: 63 bytes (expected: 64-1048576 bytes)",
                "64; 64; 0; held-reply-lines: 0 (expected: 1-65536)",
                "64; 64; 65537; held-reply-lines: 65537 (expected: 1-65536)"
            })
    void namesTheRange(int command, int reply, int lines, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LineLimits(command, reply, lines))
                .withMessage(message);
    }
}
