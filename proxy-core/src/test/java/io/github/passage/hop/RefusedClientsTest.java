package io.github.passage.hop;

import static io.github.passage.hop.ProxiedHop.CLIENT;
import static io.github.passage.hop.ProxiedHop.NODE;
import static io.github.passage.hop.ProxiedHop.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.address.Cidr;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Accept;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Placement;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionRefusal;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that get no session, and do not wait for their goodbye in silence. */
@Timeout(60)
class RefusedClientsTest {
    private static final List<Cidr> DENIED = List.of(Cidr.parse("203.0.113.0/24"), Cidr.parse(NODE + "/32"));
    private static final String REPLY = "530 Access denied.";
    private static final byte[] MEBIBYTE = new byte[1 << 20];

    private final Transport transport = Transport.open(2);
    private ProxiedHop hop;

    @AfterEach
    void stop() {
        hop.close();
        transport.close();
    }

    /** What tells whose a connection is. */
    enum Known {
        BY_SOURCE(Accept.OFF, Placement.FIRST),
        BY_HEADER_AT_ONCE(Accept.REQUIRED, Placement.FIRST),
        BY_HEADER_WITH_THE_FIRST_BYTES(Accept.REQUIRED, Placement.LATE);

        private final Accept accept;
        private final Placement placement;

        Known(Accept accept, Placement placement) {
            this.accept = accept;
            this.placement = placement;
        }

        byte[] header() {
            return this == BY_SOURCE ? new byte[0] : ProxiedHop.header(CLIENT).version2();
        }
    }

    private TestClient client(Known known) throws IOException {
        hop = ProxiedHop.denying(transport, known.accept, known.placement, DENIED);
        TestClient client = new TestClient(NODE, hop.address());
        if (known.placement == Placement.LATE) {
            assertThat(client.read()).isEqualTo("220 Service ready.");
        }
        return client;
    }

    private void assertRefused() throws InterruptedException {
        assertThat(hop.await(HopFact.SessionRefused.class).cause()).isEqualTo(SessionRefusal.DENIED);
        await().until(() -> !hop.hop.isInUse());
        assertThat(hop.hop.openSessions()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Known.class)
    void whoeverGoesOnSendingIsCutOff(Known known) throws Exception {
        try (TestClient client = client(known)) {
            try {
                write(client.control, known.header(), MEBIBYTE, MEBIBYTE, MEBIBYTE, MEBIBYTE);
                client.control.getInputStream().readAllBytes();
            } catch (SocketException cutOff) {
                assertThat(cutOff).hasMessageMatching(".*(reset|Broken pipe).*");
            }
            assertRefused();
        }
    }

    @ParameterizedTest
    @EnumSource(Known.class)
    void whoeverHasSentAllAtOnceReadsWhyAndTheEnd(Known known) throws Exception {
        try (TestClient client = client(known)) {
            write(client.control, known.header());
            client.control.shutdownOutput();

            assertThat(client.read()).isEqualTo(REPLY);
            assertThat(client.read()).isNull();
            assertRefused();
        }
    }

    @ParameterizedTest
    @EnumSource(Known.class)
    void whoeverSaysALittleReadsWhyAndTheEnd(Known known) throws Exception {
        try (TestClient client = client(known)) {
            write(client.control, known.header(), ProxiedHop.ascii("USER anna\r\nPASS secret\r\n"));

            assertThat(client.read()).isEqualTo(REPLY);
            assertThat(client.read()).isNull();
            assertRefused();
        }
    }
}
