package io.github.passage.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcKeepalivesTest {
    private static final String HEADING = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt";
    private static final InetSocketAddress PEER = new InetSocketAddress("127.66.0.5", 50000);
    private static final InetSocketAddress HERE = new InetSocketAddress("127.66.1.1", 21);

    @ParameterizedTest
    @CsvSource({
        "0500427F:C350, 0101427F:0015, 02:00000F3A, 38980",
        "0000000000000000FFFF00000500427F:C350, 0000000000000000FFFF00000101427F:0015, 02:00000064, 1000",
        "0500427F:C350, 0101427F:0015, 02:00000000, 0",
        "0500427F:C350, 0101427F:0015, 00:00000000,",
        "0500427F:C350, 0101427F:0015, 01:00000014,",
        "0101427F:0015, 0500427F:C350, 02:00000F3A,",
    })
    void onlyTheKeepaliveTimerOfThePeersOwnSocketCounts(String local, String remote, String timer, Long millis) {
        Stream<String> lines = Stream.of(
                HEADING, "", "   0: " + local + " " + remote + " 01 00000000:00000000 " + timer + " 00000000");

        assertThat(ProcKeepalives.find(lines, PEER, HERE)
                        .map(Duration::toMillis)
                        .orElse(null))
                .isEqualTo(millis);
    }
}
