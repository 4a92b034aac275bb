package io.github.passage.it.observe.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @ParameterizedTest
    @CsvSource({
        "16.4, 10, 20, 5",
        "4, 10, 4, 1",
        "0.36, 10, 0.4, 0.1",
        "133, 10, 150, 50",
        "0, 10, 1, 0.5",
        "33554432, 2, 41943040, 10485760",
        "3000, 2, 3072, 1024"
    })
    void hasRoundStepsAndHoldsTheGreatest(double greatest, int base, double top, double step) {
        Axis axis = Axis.upTo(greatest, base);

        assertThat(axis.top()).isEqualTo(top, within(1e-9));
        assertThat(axis.step()).isEqualTo(step, within(1e-9));
        assertThat(axis.ticks()).startsWith(0.0).endsWith(axis.step() * Math.round(axis.top() / axis.step()));
        assertThat(axis.y(0, 100)).isEqualTo(100);
        assertThat(axis.y(axis.top() * 2, 100)).isZero();
    }
}
