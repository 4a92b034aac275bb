package io.github.passage.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.telemetry.SessionRef;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DistributionTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1000000, 0", "1000001, 1", "999999999, 9", "1000000000, 9", "1000000001, 10"})
    void aValueOnABoundIsWithinIt(long nanos, int bucket) {
        Distribution distribution = new Distribution(Bounds.LAG);
        distribution.record(nanos);

        assertThat(distribution.counts()[bucket]).isOne();
        assertThat(Arrays.stream(distribution.counts()).sum()).isOne();
        assertThat(distribution.sum()).isEqualTo(nanos / 1e9);
    }

    @Test
    void theSumOutlastsManyLongSessions() {
        Distribution distribution = new Distribution(Bounds.SESSION);
        for (int i = 0; i < 4; i++) {
            distribution.record(5_000_000_000_000_000_000L);
        }

        assertThat(distribution.sum()).isGreaterThan(1.8e10);
    }

    @ParameterizedTest
    @EnumSource(Bounds.class)
    void boundsAscendToInfinity(Bounds bounds) {
        assertThat(bounds.inBaseUnit()).isSorted().doesNotHaveDuplicates().endsWith(Double.POSITIVE_INFINITY);
    }

    @Test
    void aBucketKeepsItsExampleForAWhile() {
        Distribution distribution = new Distribution(Bounds.LAG);
        distribution.record(5);
        assertThat(distribution.mark(0)).isNull();

        distribution.record(6, new SessionRef("hop", 1));
        distribution.record(7, new SessionRef("hop", 2));
        assertThat(distribution.mark(0)).isNotNull().satisfies(mark -> {
            assertThat(mark.session()).isEqualTo(new SessionRef("hop", 1));
            assertThat(mark.value()).isEqualTo(6);
        });
    }
}
