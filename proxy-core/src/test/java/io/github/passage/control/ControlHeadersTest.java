package io.github.passage.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Accept;
import io.github.passage.telemetry.HeaderFault;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections whose PROXY header has not come yet. */
@Timeout(60)
class ControlHeadersTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("203.0.113.9", 40_000);
    private static final ProxyHeader HEADER =
            new ProxyHeader(CLIENT, new InetSocketAddress("10.0.1.5", 21), Optional.empty());

    private final ControlHeaders headers = new ControlHeaders("hop", 2);
    private final Queue<HopFact.HeaderRejected> rejected = new ConcurrentLinkedQueue<>();
    private final Queue<InetSocketAddress> known = new ConcurrentLinkedQueue<>();
    private final AtomicInteger gone = new AtomicInteger();
    private Surroundings around;

    @BeforeEach
    void listen() throws IOException {
        around = new Surroundings();
        SessionContext context = around.context(
                Accept.REQUIRED, SessionLimits.NONE, name -> CompletableFuture.completedFuture(List.of()), this::told);
        around.listen(new AcceptListener() {
            @Override
            public void accepted(Accepted connection) {
                headers.accepted(connection, context, new Door());
            }

            @Override
            public void acceptFailed(Throwable cause) {
                throw new AssertionError(cause);
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        around.close();
    }

    private void told(TelemetryEvent event) {
        if (event instanceof TelemetryEvent.AtHop(var hop, HopFact.HeaderRejected fact)) {
            rejected.add(fact);
        }
    }

    private final class Door implements ControlHeaders.Door {
        @Override
        public void known(Arrival arrival) {
            known.add(arrival.origin().client());
            Transport.reset(arrival.channel());
        }

        @Override
        public void gone() {
            gone.incrementAndGet();
        }
    }

    @Test
    void onlySoManyMayWaitAndWhoHasWaitedLongestMakesRoom() throws Exception {
        try (Socket silent = around.connect(Surroundings.NODE);
                Socket first = around.connect(Surroundings.NODE);
                Socket second = around.connect(Surroundings.NODE)) {
            Surroundings.awaitEnd(silent);
            await().until(() -> gone.get() == 1);
            assertThat(rejected).singleElement().satisfies(fact -> {
                assertThat(fact.fault()).isEqualTo(HeaderFault.TOO_MANY);
                assertThat(fact.reason()).isEqualTo("more than 2 control connections wait for their PROXY header");
            });

            first.getOutputStream().write(HEADER.version1());
            Surroundings.awaitEnd(first);
            Surroundings.leave(second);
            await().until(() -> gone.get() == 2);
            for (int i = 0; i < 3; i++) {
                try (Socket next = around.connect(Surroundings.NODE)) {
                    next.getOutputStream().write(HEADER.version2());
                    Surroundings.awaitEnd(next);
                }
            }
            await().until(() -> known.size() == 4);
        }
        assertThat(known).allMatch(CLIENT::equals);
        assertThat(gone).hasValue(2);
    }
}
