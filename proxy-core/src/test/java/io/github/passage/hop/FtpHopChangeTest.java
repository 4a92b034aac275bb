package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.Cidr;
import io.github.passage.address.HostPort;
import io.github.passage.address.PortRange;
import io.github.passage.control.AuthMode;
import io.github.passage.control.EpsvMode;
import io.github.passage.control.FtpSettings;
import io.github.passage.control.SessionTimeouts;
import io.github.passage.data.DataPeer;
import io.github.passage.data.DataPortSettings;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.target.TargetSettings;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hop whose settings change while sessions stand. */
@Timeout(30)
class FtpHopChangeTest {
    private static final String HOP = "127.64.11.1";
    private static final String CLIENT = "127.64.10.5";
    private static final PortRange PORTS = new PortRange(18192, 18194);

    private final byte[] file = new byte[300_000];
    private final Transport transport = Transport.open(2);
    private ScriptedServer server;
    private FtpHop hop;

    @BeforeEach
    void start() throws IOException {
        new Random(7).nextBytes(file);
        server = new ScriptedServer("127.64.12.1", file);
        hop = FtpHop.start(settings("control", PORTS, "same", listening(0)), context());
    }

    @AfterEach
    void stop() {
        hop.close();
        server.close();
        transport.close();
    }

    private HopContext context() {
        return new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), event -> {});
    }

    private static InetSocketAddress listening(int port) {
        return new InetSocketAddress(HOP, port);
    }

    private FtpHopSettings settings(String policy, PortRange ports, String peer, InetSocketAddress... listen) {
        return settings(policy, ports, peer, server.port(), Admission.EVERYBODY, listen);
    }

    private static FtpHopSettings settings(
            String policy, PortRange ports, String peer, int target, Admission admission, InetSocketAddress... listen) {
        FtpSettings ftp = new FtpSettings(
                PassiveAddressPolicy.parse(policy),
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(ports, ports, DataPeer.parse(peer)),
                LineLimits.DEFAULT,
                SessionTimeouts.DEFAULT);
        return new FtpHopSettings(
                "hop",
                List.of(listen),
                new TargetSettings(new HostPort("127.64.12.1", target), Duration.ofSeconds(2), null),
                ftp,
                admission);
    }

    private TestClient client() throws IOException {
        return new TestClient(CLIENT, hop.addresses().getFirst());
    }

    private void change(FtpHopSettings next) {
        hop.prepare(next).commit();
    }

    private void assertDownload(TestClient client, Socket data) throws IOException {
        assertThat(client.ask("RETR file")).startsWith("150");
        assertThat(data.getInputStream().readAllBytes()).isEqualTo(file);
        assertThat(client.read()).startsWith("226");
    }

    private void assertDownload(TestClient client) throws IOException {
        try (Socket data = client.dial(client.passive())) {
            assertDownload(client, data);
        }
    }

    /** A connection that nobody waits for is reset, which may be faster than the return of connect. */
    private static void assertSomebodyListens(InetSocketAddress address) throws IOException {
        try {
            TestClient.dialFrom(CLIENT, address).close();
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static void assertNobodyListens(InetSocketAddress address) {
        assertThatThrownBy(() -> TestClient.dialFrom(CLIENT, address).close()).isInstanceOf(SocketException.class);
    }

    @Test
    void sessionsThatStandKeepTheirPolicyAndNewOnesHaveTheNext() throws Exception {
        try (TestClient old = client().login()) {
            InetSocketAddress control = hop.addresses().getFirst();
            change(settings("203.0.113.9", PORTS, "same", listening(0)));

            assertThat(hop.addresses()).containsExactly(control);
            try (TestClient young = client().login()) {
                assertThat(young.passive().getHostString()).isEqualTo("203.0.113.9");
            }
            assertDownload(old);
        }
    }

    @Test
    void aSessionThatStandsGoesOnWithItsTargetWhileNewOnesFindTheNext() throws Exception {
        try (ScriptedServer other = new ScriptedServer("127.64.12.1", new byte[] {1, 2, 3});
                TestClient old = client().login()) {
            change(settings("control", PORTS, "same", other.port(), Admission.EVERYBODY, listening(0)));

            try (TestClient young = client().login();
                    Socket data = young.dial(young.passive())) {
                young.ask("RETR file");
                assertThat(data.getInputStream().readAllBytes()).hasSize(3);
            }
            assertDownload(old);
        }
    }

    @Test
    void oldDataPortsStayUntilTheirSessionsAreGone() throws Exception {
        PortRange next = new PortRange(18194, 18196);
        try (TestClient old = client().login()) {
            InetSocketAddress waited = old.passive();
            change(settings("control", next, "same", listening(0)));

            try (TestClient young = client().login()) {
                InetSocketAddress given = young.passive();
                assertThat(next.contains(given.getPort())).isTrue();
                try (Socket data = young.dial(given)) {
                    assertDownload(young, data);
                }
            }
            try (Socket data = old.dial(waited)) {
                assertDownload(old, data);
            }
            assertDownload(old);
            hop.sweep();
            assertSomebodyListens(listening(18192));
        }
        Awaitility.await().until(() -> !hop.isInUse());
        hop.sweep();
        assertNobodyListens(listening(18192));
        try (TestClient young = client().login()) {
            assertDownload(young);
        }
    }

    @Test
    void aReservationIsNeverTakenForThatOfASessionWithOtherRules() throws Exception {
        PortRange one = new PortRange(18192, 18192);
        change(settings("control", one, "same", listening(0)));
        try (TestClient old = client().login();
                TestClient young = afterChange(settings("control", one, "any", listening(0)))) {
            InetSocketAddress waited = old.passive();

            assertThat(young.ask("PASV")).startsWith("425");
            try (Socket data = old.dial(waited)) {
                assertDownload(old, data);
            }
            assertDownload(young);
        }
    }

    private TestClient afterChange(FtpHopSettings next) throws IOException {
        change(next);
        return client().login();
    }

    @Test
    void newListenersAreBoundBeforeOldOnesAreClosed() throws Exception {
        InetSocketAddress first = hop.addresses().getFirst();
        try (TestClient old = client().login()) {
            change(settings("control", PORTS, "same", listening(18121), listening(18122)));

            assertThat(hop.addresses()).containsExactly(listening(18121), listening(18122));
            assertNobodyListens(first);
            assertDownload(old);
        }
        try (TestClient young = client().login()) {
            assertDownload(young);
        }
    }

    @Test
    void whatCannotBeBoundChangesNothing() throws Exception {
        List<InetSocketAddress> before = hop.addresses();
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(listening(18124));

            assertThatThrownBy(() -> hop.prepare(settings("keep", PORTS, "same", listening(18123), listening(18124))))
                    .isInstanceOf(ListenException.class)
                    .hasMessageContaining(HOP + ":18124");
        }
        assertThat(hop.addresses()).isEqualTo(before);
        assertNobodyListens(listening(18123));
        try (TestClient client = client().login()) {
            assertDownload(client);
        }
    }

    @Test
    void anAbandonedChangeGivesBackWhatItBound() throws Exception {
        HopChange change = hop.prepare(settings("keep", PORTS, "same", listening(0), listening(18125)));
        TestClient.dialFrom(CLIENT, listening(18125)).close();

        change.abandon();

        assertNobodyListens(listening(18125));
        try (TestClient client = client().login()) {
            assertDownload(client);
        }
    }

    @Test
    void admissionChangesAtOnceUnlessTheKernelDoesIt() throws Exception {
        List<Cidr> others = List.of(Cidr.parse("192.0.2.0/24"));
        Admission reject = new Admission(others, Admission.Refusal.REJECT);
        change(settings("control", PORTS, "same", server.port(), reject, listening(0)));
        assertThatThrownBy(() -> client().read()).isInstanceOf(IOException.class);

        Admission drop = new Admission(others, Admission.Refusal.DROP);
        assertThatThrownBy(() -> hop.prepare(settings("control", PORTS, "same", server.port(), drop, listening(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("admission of hop: changed");
    }

    @Test
    void aHopThatLeavesLetsItsSessionsGoOnToTheirEnd() throws Exception {
        InetSocketAddress control = hop.addresses().getFirst();
        try (TestClient old = client().login()) {
            hop.leave();

            assertNobodyListens(control);
            assertDownload(old);
            assertThat(old.ask("NOOP")).startsWith("200");
            assertThat(hop.isInUse()).isTrue();
        }
        Awaitility.await().until(() -> !hop.isInUse());
    }

    @Test
    void aHopThatDrainsStaysAsItIs() throws Exception {
        List<InetSocketAddress> before = hop.addresses();
        try (TestClient old = client().login()) {
            var _ = hop.drain();
            change(settings("control", PORTS, "same", listening(18126)));

            assertNobodyListens(listening(18126));
            assertThat(hop.addresses()).isEqualTo(before);
            assertThat(old.read()).startsWith("421");
        }
    }

    @Test
    void aHopThatComesBackGoesOnCountingItsSessions() throws Exception {
        try (TestClient client = client().login()) {
            assertDownload(client);
        }
        hop.close();
        hop = FtpHop.start(settings("control", PORTS, "same", listening(0)), context(), hop.numbered());
        try (TestClient client = client().login()) {
            assertDownload(client);
            assertThat(hop.numbered()).isEqualTo(2);
        }
    }
}
