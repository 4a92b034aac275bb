package io.github.passage.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At which looks a configuration that waits is tried again. */
class RetryTest {
    /** Each letter is a look: o where the way looks free, x where it does not; T where it is tried, in vain. */
    @ParameterizedTest
    @CsvSource({"oooo, ToTo", "xxxo, xxxT", "xoxo, xTxT", "xooooooo, xToToooT", "oxxoxxxo, TxxTxxxT"})
    void itIsTriedWhenTheWayLooksFreeAndLessOftenAfterTriesInVain(String looks, String expected) {
        StringBuilder done = new StringBuilder();
        Retry retry = Retry.NEXT;
        for (int i = 0; i < looks.length(); i++) {
            char look = looks.charAt(i);
            retry = retry.look();
            boolean tried = look == 'o' && retry.isDue();
            retry = tried ? retry.inVain() : retry;
            done.append(tried ? 'T' : look);
        }
        assertThat(done.toString()).isEqualTo(expected);
    }

    @Test
    void thePauseHasAnEnd() {
        List<Integer> tries = new ArrayList<>();
        Retry retry = Retry.NEXT;
        for (int look = 1; look <= 130; look++) {
            retry = retry.look();
            if (retry.isDue()) {
                tries.add(look);
                retry = retry.inVain();
            }
        }
        assertThat(tries).containsExactly(1, 3, 7, 15, 31, 63, 95, 127);
    }
}
