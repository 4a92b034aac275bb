package io.github.passage.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an address looks free while another program listens at 127.75.3.1, and the same port. */
class AddressProbeTest {
    @ParameterizedTest
    @CsvSource({"127.75.3.1, false", "0.0.0.0, false", "127.75.3.2, true", "192.0.2.1, false"})
    void itIsNotWhereSomebodyListensOrNobodyCan(String address, boolean free) throws IOException {
        InetAddress host = InetAddress.ofLiteral(address);
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.75.3.1"))) {
            port = taken.getLocalPort();
            assertThat(AddressProbe.looksFree(new InetSocketAddress(host, port)))
                    .isEqualTo(free);
        }
        assertThat(AddressProbe.looksFree(new InetSocketAddress("127.75.3.1", port)))
                .isTrue();
    }
}
