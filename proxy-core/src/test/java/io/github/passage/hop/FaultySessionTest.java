package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.address.HostPort;
import io.github.passage.address.PortRange;
import io.github.passage.control.AuthMode;
import io.github.passage.control.EpsvMode;
import io.github.passage.control.FtpSettings;
import io.github.passage.control.LineWatch;
import io.github.passage.control.SessionTimeouts;
import io.github.passage.data.DataPeer;
import io.github.passage.data.DataPortSettings;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.relay.Splicing;
import io.github.passage.target.TargetSettings;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fault of Passage ends its session and leaves nothing of it: here, one of whoever reads along. */
@Timeout(60)
class FaultySessionTest {
    private static final PortRange PORTS = new PortRange(18300, 18302);

    private final Transport transport = Transport.open(1);
    private final Queue<SessionFact> facts = new ConcurrentLinkedQueue<>();
    private volatile SessionRef session;
    private ScriptedServer server;
    private FtpHop hop;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer("127.64.2.5", new byte[1]);
        FtpSettings ftp = new FtpSettings(
                PassiveAddressPolicy.parse("control"),
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(PORTS, PORTS, new DataPeer.Same()),
                LineLimits.DEFAULT,
                SessionTimeouts.DEFAULT);
        FtpHopSettings settings = new FtpHopSettings(
                "hop",
                List.of(new InetSocketAddress("127.64.1.5", 0)),
                new TargetSettings(new HostPort("127.64.2.5", server.port()), Duration.ofSeconds(30), null),
                ftp,
                Admission.EVERYBODY);
        hop = FtpHop.start(
                settings,
                new HopContext(
                        transport,
                        name -> CompletableFuture.completedFuture(List.of()),
                        this::keep,
                        Splicing.NEVER,
                        FaultySessionTest::readAlong));
    }

    @AfterEach
    void stop() {
        hop.close();
        server.close();
        transport.close();
    }

    private void keep(TelemetryEvent event) {
        if (event instanceof TelemetryEvent.InSession(var ref, var fact)) {
            session = ref;
            facts.add(fact);
        }
    }

    private static void readAlong(SessionRef session, LineWatch.Way way, byte[] wire) {
        String line = new String(wire, StandardCharsets.US_ASCII);
        boolean faulty = switch (way) {
            case PASSAGE_TO_SERVER -> line.startsWith("NOOP");
            case PASSAGE_TO_CLIENT -> line.startsWith("421");
            case CLIENT_TO_PASSAGE, SERVER_TO_PASSAGE -> false;
        };
        if (faulty) {
            throw new IllegalStateException("this test's fault");
        }
    }

    private TestClient client() throws IOException {
        return new TestClient("127.64.0.7", hop.addresses().getFirst()).login();
    }

    private void assertGoneWith(TestClient client) throws IOException {
        assertThat(isOver(client.control)).isTrue();
        await().until(() -> hop.openSessions() == 0);
        assertThat(hop.dataPorts().clientsWaiting()).isZero();
        assertThat(facts.stream().filter(SessionFact.Closed.class::isInstance))
                .singleElement()
                .matches(fact ->
                        fact instanceof SessionFact.Closed(var end, var from, var took) && end == SessionEnd.FAULT);
    }

    private static boolean isOver(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void aPortThatItWaitsOnIsGivenBack() throws Exception {
        try (TestClient client = client()) {
            client.passive();
            assertThat(hop.dataPorts().clientsWaiting()).isOne();
            client.send("NOOP");
            assertGoneWith(client);
        }
    }

    @Test
    void aTransferIsCut() throws Exception {
        try (TestClient client = client();
                Socket data = client.dial(client.passive())) {
            assertThat(client.ask("STOR x")).startsWith("150 ");
            client.send("NOOP");
            assertThat(isOver(data)).isTrue();
            assertGoneWith(client);
            assertThat(facts)
                    .anyMatch(fact -> fact instanceof SessionFact.DataClosed closed && closed.end() == DataEnd.CUT);
        }
    }

    @Test
    void whereItsEndWasDecidedButNotCarriedOutItsConnectionsAreClosed() throws Exception {
        try (TestClient client = client()) {
            hop.close(session);
            assertGoneWith(client);
        }
    }
}
