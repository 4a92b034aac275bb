package io.github.passage.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {
    private static final long START = Long.MAX_VALUE - 5;

    private final TokenBucket bucket = new TokenBucket(START);

    @Test
    void itIsFullAtFirst() {
        assertThat(bucket.available(new Rate(10, 25), START)).isEqualTo(25);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "99, 0", "100, 1", "250, 2", "1000, 10", "2500, 25", "60000, 25"})
    void itFillsAtTheRateUpToTheBurst(long millis, long expected) {
        Rate rate = new Rate(10, 25);
        bucket.spend(bucket.available(rate, START));

        // The clock wraps around meanwhile, as System.nanoTime may.
        assertThat(bucket.available(rate, START + TimeUnit.MILLISECONDS.toNanos(millis)))
                .isEqualTo(expected);
    }

    @Test
    void aDebtIsFilledFirst() {
        Rate rate = Rate.of(10);
        bucket.available(rate, START);
        bucket.spend(25);

        assertThat(bucket.available(rate, START + TimeUnit.MILLISECONDS.toNanos(1500)))
                .isZero();
        assertThat(bucket.available(rate, START + TimeUnit.MILLISECONDS.toNanos(1700)))
                .isEqualTo(2);
    }

    @Test
    void aClockThatGoesBackTakesNothing() {
        Rate rate = Rate.of(10);
        bucket.available(rate, START);
        bucket.spend(4);

        assertThat(bucket.available(rate, START - TimeUnit.SECONDS.toNanos(9))).isEqualTo(6);
        assertThat(bucket.available(rate, START + TimeUnit.MILLISECONDS.toNanos(100)))
                .isEqualTo(7);
    }

    @Test
    void anotherRateHoldsFromTheNextQuestionOn() {
        bucket.available(Rate.of(100), START);

        assertThat(bucket.available(Rate.of(3), START)).isEqualTo(3);
    }

    @Test
    void smallStepsAddUp() {
        Rate rate = Rate.of(3);
        bucket.spend(bucket.available(rate, START));
        long got = 0;
        for (int step = 1; step <= 10_000; step++) {
            long there = bucket.available(rate, START + step * TimeUnit.MILLISECONDS.toNanos(1));
            bucket.spend(there);
            got += there;
        }

        assertThat(got).isBetween(29L, 30L);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0"})
    void aRateIsAtLeastOne(long perSecond, long burst) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(perSecond, burst));
    }
}
