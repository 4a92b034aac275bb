package io.github.passage.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {
    @ParameterizedTest
    @CsvSource({"8192-8200, 8192, 8200", "21, 21, 21", "1-65535, 1, 65535", "' 8192 - 8200 ', 8192, 8200"})
    void readsRangesAndSinglePorts(String text, int first, int last) {
        assertThat(PortRange.parse(text)).isEqualTo(new PortRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "8192-", "-8200", "a-b", "1-2-3", "8192..8200", "99999999999"})
    void saysWhatItFoundAndWhatItExpected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PortRange.parse(text))
                .withMessage("\"" + text + "\" (expected: first-last, for example 8192-8200, within 1-65535)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-5", "8200-8192", "1-65536", "65536-65537"})
    void namesTheLimits(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PortRange.parse(text))
                .withMessage(text + " (expected: first-last, for example 8192-8200, within 1-65535)");
    }

    @ParameterizedTest
    @CsvSource({"8191, false", "8192, true", "8200, true", "8201, false", "0, false"})
    void includesBothEnds(int port, boolean inside) {
        assertThat(new PortRange(8192, 8200).contains(port)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({"1-10, 10-20, true", "1-10, 11-20, false", "1-100, 50, true", "50, 1-100, true", "11-20, 1-10, false"})
    void knowsWhetherAnotherRangeOverlaps(String one, String other, boolean overlaps) {
        assertThat(PortRange.parse(one).overlaps(PortRange.parse(other))).isEqualTo(overlaps);
    }

    @Test
    void translatesToTheSamePlaceInAnotherRange() {
        PortRange here = new PortRange(8192, 8200);
        PortRange there = new PortRange(30000, 30008);

        assertThat(here.ports().map(port -> here.translate(port, there)))
                .containsExactlyElementsOf(there.ports().boxed().toList());
        assertThat(here.size()).isEqualTo(9);
    }

    @Test
    void writesASinglePortWithoutAHyphen() {
        assertThat(new PortRange(21, 21)).hasToString("21");
        assertThat(new PortRange(8192, 8200)).hasToString("8192-8200");
    }
}
