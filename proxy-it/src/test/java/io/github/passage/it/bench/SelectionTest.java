package io.github.passage.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.passage.it.bench.measure.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    @Test
    void withoutNamesAllIsSelected() {
        assertThat(Selection.kinds(List.of())).containsExactly(Measure.Kind.values());
    }

    @Test
    void theOrderIsTheBenchsOwn() {
        assertThat(Selection.kinds(List.of("start", "retr"))).containsExactly(Measure.Kind.RETR, Measure.Kind.START);
    }

    @Test
    void anUnknownNameIsToldWithThoseThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selection.kinds(List.of("retr", "stro")))
                .withMessage("--only: stro (expected: some of retr,stor,sessions,noop,idle,start)");
    }

    @Test
    void quickIsAnEighth() {
        assertThat(Selection.extent(4, true).transferBytes())
                .isEqualTo(Selection.extent(4, false).transferBytes() / 8);
    }

    @Test
    void amountsAreBounded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selection.extent(0, false))
                .withMessage("--gib: 0.0 (expected: more than 0 and at most 1024)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selection.times("--rounds", 0, 1))
                .withMessage("--rounds: 0 (expected: 1-1000)");
    }
}
