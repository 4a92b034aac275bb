package io.github.passage.transcripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineTextTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void everyLineComesBack(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder content = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                int each = random.nextInt(4) == 0 ? "*\\ nzx".charAt(random.nextInt(6)) : random.nextInt(256);
                if (each != '\n' && each != '\r' && each != 0xFF) {
                    content.append((char) each);
                }
            }
            byte[] wire = bytes(content + new String[] {"\r\n", "\n", ""}[random.nextInt(3)]);

            String text = LineText.escape(content.toString(), wire);
            assertThat(text).matches("[ -~]*").doesNotEndWith(" ");
            assertThat(LineText.unescape(text).orElseThrow()).isEqualTo(wire);
        }
    }

    @ParameterizedTest
    @CsvSource({"a\\q", "a\\", "\\x", "\\xzz", "\\na"})
    void otherTextIsNoLine(String text) {
        assertThatThrownBy(() -> LineText.unescape(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASS ***", "CWD /***/a"})
    void whatIsWithheldDoesNotComeBack(String text) {
        assertThat(LineText.unescape(text)).isEmpty();
    }
}
