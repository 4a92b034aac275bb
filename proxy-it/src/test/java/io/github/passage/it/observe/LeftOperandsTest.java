package io.github.passage.it.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftOperandsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            up{job="passage"} == 0                         | up{job="passage"}
            a / b > 0.8                                    | a / b
            (a / b) > 0.8                                  | (a / b)
            (a{x=~"b.c"} > 1) and d < 2                    | a{x=~"b.c"};d
            sum by (le) (rate(m{o!="x > y"}[5m])) > 0.1    | sum by (le) (rate(m{o!="x > y"}[5m]))
            p > 0 or increase(q_total[5m]) > 0             | p;increase(q_total[5m])
            m - time() < 14 * 86400                        | m - time()
            (a + (b)) > 1 unless (c == 2 and d)            | (a + (b));c;d
            a and "x\\" or y" == b                         | a;"x\\" or y"
            metric_and_more > 1                            | metric_and_more
            """)
    void standBeforeEachComparison(String expression, String expected) {
        assertThat(LeftOperands.of(expression)).isEqualTo(List.of(expected.split(";")));
    }
}
