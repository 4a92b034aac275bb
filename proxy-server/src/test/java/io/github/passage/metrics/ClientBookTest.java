package io.github.passage.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.metrics.ClientBook.ClientState;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientBookTest {
    private static final InetAddress A = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress B = InetAddress.ofLiteral("192.0.2.2");
    private static final InetAddress C = InetAddress.ofLiteral("192.0.2.3");

    private final ClientBook book = new ClientBook(2);

    private static long minutes(long minutes) {
        return Duration.ofMinutes(minutes).toNanos();
    }

    private static Map<ClientState, Integer> states(int working, int failing, int mixed) {
        return Map.of(ClientState.WORKING, working, ClientState.FAILING, failing, ClientState.MIXED, mixed);
    }

    @Test
    void aClientIsWhatItsLatestDataConnectionsWere() {
        book.note(A, true, 0);
        book.note(B, false, 0);
        assertThat(book.count(0)).isEqualTo(states(1, 1, 0));

        book.note(B, true, minutes(1));
        assertThat(book.count(minutes(1))).isEqualTo(states(1, 0, 1));
    }

    @Test
    void whatIsLongAgoCountsNoMore() {
        book.note(A, false, 0);
        book.note(A, true, minutes(3));
        assertThat(book.count(minutes(5))).isEqualTo(states(0, 0, 1));
        assertThat(book.count(minutes(6))).isEqualTo(states(1, 0, 0));
        assertThat(book.count(minutes(9))).isEqualTo(states(0, 0, 0));
    }

    @Test
    void theClockMayBeginAnywhere() {
        book.note(A, true, Long.MAX_VALUE);
        assertThat(book.count(Long.MIN_VALUE)).isEqualTo(states(1, 0, 0));
    }

    @Test
    void aFullBookTakesOthersInOnceSomeAreForgotten() {
        book.note(A, true, 0);
        book.note(B, true, 0);
        book.note(C, false, minutes(1));
        book.note(A, false, minutes(1));
        assertThat(book.count(minutes(1))).isEqualTo(states(1, 0, 1));

        book.note(C, false, minutes(7));
        assertThat(book.count(minutes(7))).isEqualTo(states(0, 1, 0));
    }
}
