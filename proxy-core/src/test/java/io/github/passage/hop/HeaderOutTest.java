package io.github.passage.hop;

import static io.github.passage.hop.ProxiedHop.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.proxyprotocol.ProxyProtocolSettings.Accept;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Placement;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Send;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hop that tells its target of its clients; the target is another hop. */
@Timeout(40)
class HeaderOutTest {
    private static final String CLIENT = "127.65.6.7";

    private final byte[] file = new byte[600_000];
    private final Transport transport = Transport.open(2);
    private ScriptedServer server;

    @BeforeEach
    void startServer() throws IOException {
        new Random(7).nextBytes(file);
        server = new ScriptedServer(ProxiedHop.SERVER, file);
    }

    @AfterEach
    void stop() {
        server.close();
        transport.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void theTargetIsToldOfControlAndDataConnections(Send send) throws Exception {
        try (ProxiedHop inner = ProxiedHop.start(transport, Accept.REQUIRED, Placement.FIRST, LONG, server.port());
                ProxiedHop outer = ProxiedHop.before(transport, send, inner.address());
                TestClient client = new TestClient(CLIENT, outer.address()).login()) {
            SessionFact.Opened told = inner.await(SessionFact.Opened.class);
            assertThat(told.client()).isEqualTo(client.control.getLocalSocketAddress());

            InetSocketAddress down = client.passive();
            client.send("RETR x");
            try (Socket data = client.dial(down)) {
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(file);
                assertThat(inner.await(HopFact.HeaderAccepted.class).client()).isEqualTo(data.getLocalSocketAddress());
            }
            assertThat(client.read()).isEqualTo("150 opening");
            assertThat(client.read()).isEqualTo("226 done");
            InetSocketAddress up = client.passive();
            assertThat(client.ask("STOR y")).isEqualTo("150 opening");
            try (Socket data = client.dial(up)) {
                data.getOutputStream().write(file);
            }
            assertThat(client.read()).isEqualTo("226 done");
            assertThat(server.stored).singleElement().isEqualTo(file);
        }
    }
}
