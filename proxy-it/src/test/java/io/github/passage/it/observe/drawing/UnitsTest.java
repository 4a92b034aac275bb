package io.github.passage.it.observe.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "percentunit, 0.98612, 1, 98.6%",
        "percentunit, 1, -1, 100%",
        "percentunit, 0.9999, 0, 100%",
        "s, 0, -1, 0 s",
        "s, 0.00968, -1, 9.68 ms",
        "s, 0.0000125, -1, 12.5 µs",
        "s, 31, -1, 31 s",
        "s, 200, -1, 3.33 min",
        "s, 14400, -1, 4 hours",
        "bytes, 268435456, -1, 256 MiB",
        "bytes, 100, -1, 100 B",
        "binBps, 1536, -1, 1.5 KiB/s",
        "cps, 0.25, -1, 0.25 c/s",
        "ops, 12500, -1, 12.5 K ops/s",
        "short, 1024, 0, 1 K",
        "short, 7, 0, 7"
    })
    void areWrittenAsGrafanaDoes(String unit, double value, int decimals, String expected) {
        assertThat(Units.text(unit, value, decimals)).isEqualTo(expected);
    }
}
