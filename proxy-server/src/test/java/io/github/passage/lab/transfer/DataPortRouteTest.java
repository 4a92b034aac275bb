package io.github.passage.lab.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.IpLiteral;
import io.github.passage.address.PortRange;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DataPortRouteTest {
    private static final Inet4Address ENDPOINT = IpLiteral.v4(new byte[] {127, 46, 0, 90});
    private static final Inet4Address SOURCE = IpLiteral.v4(new byte[] {127, 0, 0, 1});
    private static final Conduct HIDDEN = new Conduct(
            Auto.REACHED, PortUse.EXCLUSIVE, Affinity.SOURCE, 0, true, List.of(new InetSocketAddress(ENDPOINT, 1)));

    /** A hop closes its listener on its event loop, which may be asking where a connection to this very port goes. */
    @Test
    void aConnectionThatAsksForAPortWhileItClosesHoldsUpNeither() throws Exception {
        AtomicReference<DataPorts> ports = new AtomicReference<>();
        AtomicReference<Optional<InetSocketAddress>> routed = new AtomicReference<>();
        try (ExecutorService loop = Executors.newSingleThreadExecutor()) {
            DataPortListener hop = new DataPortListener() {
                @Override
                public void opened(int port) {
                    // It listens.
                }

                @Override
                public void closed(int port) {
                    CompletableFuture.runAsync(() -> routed.set(ports.get().route(SOURCE, ENDPOINT, port)), loop)
                            .orTimeout(5, TimeUnit.SECONDS)
                            .join();
                }
            };
            ports.set(new DataPorts(new PortRange(8192, 8200), HIDDEN, hop));
            DataPort port = ports.get().open(new DataPorts.Claim(SOURCE, ENDPOINT, ENDPOINT));
            assertThat(ports.get().route(SOURCE, ENDPOINT, port.number())).contains(port.address());

            port.close();

            assertThat(routed.get()).isNotNull();
            assertThat(ports.get().route(SOURCE, ENDPOINT, port.number())).isEmpty();
            ports.get().close();
        }
    }
}
