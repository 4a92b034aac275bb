package io.github.passage.it.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Summary.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Summary(2, 1, 9, 3));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Summary.of(List.of(8.0, 1.0, 4.0, 2.0))).isEqualTo(new Summary(3, 1, 8, 4));
    }

    @Test
    void nothingHasNoSummary() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Summary.of(List.of()))
                .withMessage("figures: none (expected: at least one)");
    }
}
