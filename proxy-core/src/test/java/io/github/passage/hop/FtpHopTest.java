package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.github.passage.telemetry.ConnectFailure;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.Unclaimed;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hop in FTP mode between a client and a server on real sockets. */
@Timeout(60)
class FtpHopTest {
    private static final String HOP = "127.64.1.1";
    private static final String CLIENT = "127.64.0.5";
    private static final PortRange PORTS = new PortRange(18192, 18194);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final byte[] file = new byte[300_000];
    private final Transport transport = Transport.open(2);
    private final FactLog facts = new FactLog();
    private ScriptedServer server;
    private FtpHop hop;

    @BeforeEach
    void startServer() throws IOException {
        new Random(7).nextBytes(file);
        server = new ScriptedServer("127.64.2.1", file);
    }

    @AfterEach
    void stop() {
        if (hop != null) {
            hop.close();
        }
        server.close();
        transport.close();
    }

    private void start(SessionTimeouts timeouts, int targetPort) {
        FtpSettings ftp = new FtpSettings(
                PassiveAddressPolicy.parse("control"),
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(PORTS, PORTS, new DataPeer.Same()),
                LineLimits.DEFAULT,
                timeouts);
        FtpHopSettings settings = new FtpHopSettings(
                "hop",
                List.of(new InetSocketAddress(HOP, 0)),
                new TargetSettings(new HostPort("127.64.2.1", targetPort), Duration.ofSeconds(2), null),
                ftp,
                Admission.EVERYBODY);
        hop = FtpHop.start(
                settings, new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), facts));
    }

    private static SessionTimeouts timeouts(Duration login, Duration reservation) {
        return new SessionTimeouts(login, LONG, LONG, reservation);
    }

    private TestClient client() throws IOException {
        return new TestClient(CLIENT, hop.addresses().getFirst());
    }

    /** The reset may be faster than the return of connect. */
    private static void assertReset(String from, InetSocketAddress to) {
        assertThatThrownBy(() -> {
                    try (Socket socket = TestClient.dialFrom(from, to)) {
                        throw new AssertionError(
                                "read " + socket.getInputStream().read());
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void aDownloadAndAnUploadGoThrough() throws Exception {
        start(SessionTimeouts.DEFAULT, server.port());
        try (TestClient client = client().login()) {
            InetSocketAddress advertised = client.passive();
            assertThat(advertised.getAddress().getHostAddress()).isEqualTo(HOP);
            assertThat(PORTS.contains(advertised.getPort())).isTrue();
            client.send("RETR x");
            try (Socket data = client.dial(advertised)) {
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(file);
            }
            assertThat(client.read()).isEqualTo("150 opening");
            assertThat(client.read()).isEqualTo("226 done");
            assertThat(facts.await(SessionFact.LoggedIn.class).user()).isEqualTo("anna");
            SessionFact.DataClosed down = facts.await(SessionFact.DataClosed.class);
            assertThat(down.end()).isEqualTo(DataEnd.COMPLETED);
            assertThat(down.fromTarget()).isEqualTo(file.length);
            assertThat(down.kind()).isEqualTo(ReplyKind.PASV);
            assertThat(down.firstByte().orElseThrow()).isLessThanOrEqualTo(down.took());
            assertThat(hop.traffic().fromTargets()).isEqualTo(file.length);

            InetSocketAddress next = client.passive();
            assertThat(next.getPort()).isNotEqualTo(advertised.getPort());
            assertThat(client.ask("STOR y")).isEqualTo("150 opening");
            try (Socket data = client.dial(next)) {
                data.getOutputStream().write(file);
            }
            assertThat(client.read()).isEqualTo("226 done");
            assertThat(server.stored).singleElement().isEqualTo(file);
        }
    }

    @Test
    void theServersDataPortIsDialledFromTheControlConnectionsAddress() throws Exception {
        start(SessionTimeouts.DEFAULT, server.port());
        try (TestClient client = client().login()) {
            InetSocketAddress advertised = client.passive();
            client.send("RETR x");
            try (Socket data = client.dial(advertised)) {
                data.getInputStream().readAllBytes();
            }
            SessionFact.TargetConnected connected = facts.await(SessionFact.TargetConnected.class);
            assertThat(server.dataSources)
                    .containsExactly(connected.from().getAddress().getHostAddress());
        }
    }

    @Test
    void quitEndsTheSession() throws Exception {
        start(SessionTimeouts.DEFAULT, server.port());
        try (TestClient client = client().login()) {
            assertThat(client.ask("QUIT")).isEqualTo("221 bye");
            assertThat(client.read()).isNull();
        }

        assertThat(facts.await(SessionFact.Closed.class).end()).isEqualTo(SessionEnd.QUIT);
        hop.drain().get(5, TimeUnit.SECONDS);
        assertThat(hop.openSessions()).isZero();
    }

    @Test
    void aConnectionThatNobodyWaitsForIsResetAndReported() throws Exception {
        start(SessionTimeouts.DEFAULT, server.port());
        try (TestClient client = client().login()) {
            InetSocketAddress advertised = client.passive();
            assertReset("127.64.0.6", advertised);
            HopFact.DataUnclaimed unclaimed = facts.await(HopFact.DataUnclaimed.class);
            assertThat(unclaimed.source().getAddress().getHostAddress()).isEqualTo("127.64.0.6");
            assertThat(unclaimed.reached()).isEqualTo(advertised);
            assertThat(unclaimed.why()).isEqualTo(Unclaimed.FOREIGN_SOURCE);
            assertThat(hop.dataPorts().clientsWaiting()).isOne();
        }
    }

    @Test
    void aReservationLapses() throws Exception {
        start(timeouts(LONG, Duration.ofMillis(100)), server.port());
        try (TestClient client = client().login()) {
            InetSocketAddress advertised = client.passive();

            SessionFact.ReservationEnded ended = facts.await(SessionFact.ReservationEnded.class);
            assertThat(ended.cause()).isEqualTo(ReservationEnd.LAPSED);
            assertThat(ended.port()).isEqualTo(advertised.getPort());
            assertReset(CLIENT, advertised);
            assertThat(facts.await(HopFact.DataUnclaimed.class).why()).isEqualTo(Unclaimed.NO_RESERVATION);
            assertThat(client.ask("NOOP")).isEqualTo("200 ok NOOP");
        }
    }

    @Test
    void whenAllPortsOfAClientAreReservedItGets425() throws Exception {
        start(SessionTimeouts.DEFAULT, server.port());
        try (TestClient one = client().login();
                TestClient two = client().login();
                TestClient three = client().login();
                TestClient four = client().login();
                TestClient other = new TestClient("127.64.0.9", hop.addresses().getFirst()).login()) {
            assertThat(List.of(one.passive(), two.passive(), three.passive())).doesNotHaveDuplicates();
            assertThat(four.ask("PASV")).startsWith("425 ").contains("all 3 data ports");
            assertThat(other.ask("PASV")).startsWith("227 ");
            one.control.close();
            facts.await(SessionFact.ReservationEnded.class, fact -> fact.cause() == ReservationEnd.SESSION_ENDED);
            assertThat(four.ask("PASV")).startsWith("227 ");
        }
    }

    @Test
    void aTargetThatRefusesIsA421() throws Exception {
        int unused;
        try (ServerSocket free = new ServerSocket(0)) {
            unused = free.getLocalPort();
        }
        start(SessionTimeouts.DEFAULT, unused);
        try (TestClient client = client()) {
            assertThat(client.read()).isEqualTo("421 Service not available, try later.");
            assertThat(client.read()).isNull();
        }
        SessionFact.TargetFailed failed = facts.await(SessionFact.TargetFailed.class);
        assertThat(failed.reason()).isEqualTo("connection refused");
        assertThat(failed.cause()).isEqualTo(ConnectFailure.REFUSED);
        assertThat(facts.await(SessionFact.Closed.class).end()).isEqualTo(SessionEnd.TARGET_UNREACHABLE);
    }

    @Test
    void withoutALoginInTimeTheClientGets421() throws Exception {
        start(timeouts(Duration.ofSeconds(2), LONG), server.port());
        try (TestClient client = client()) {
            assertThat(client.read()).isEqualTo("220 ready");
            assertThat(client.read()).isEqualTo("421 Login timeout, closing control connection.");
            assertThat(client.read()).isNull();
        }
    }

    @Test
    void aDrainEndsQuietSessionsAndLetsTransfersFinish() throws Exception {
        start(SessionTimeouts.DEFAULT, server.port());
        try (TestClient quiet = client().login();
                TestClient busy = client().login()) {
            InetSocketAddress advertised = busy.passive();
            busy.send("RETR x");
            assertThat(busy.read()).isEqualTo("150 opening");

            CompletableFuture<Void> drained = hop.drain();
            assertThat(quiet.read()).startsWith("421 Service shutting down");
            assertThat(quiet.read()).isNull();
            assertThat(drained).isNotDone();
            try (Socket data = busy.dial(advertised)) {
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(file);
            }

            assertThat(busy.read()).isEqualTo("226 done");
            assertThat(busy.read()).startsWith("421 Service shutting down");
            drained.get(5, TimeUnit.SECONDS);
            assertThat(facts.await(HopFact.DrainBegun.class).left()).isEqualTo(2);
            assertThat(facts.await(HopFact.DrainEnded.class).left()).isZero();
            assertThatThrownBy(this::client).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientThatSpeaksWhenItsSessionHasEndedCanStillReadWhy() throws Exception {
        start(SessionTimeouts.DEFAULT, server.port());
        try (TestClient client = client().login()) {
            hop.drain().get(5, TimeUnit.SECONDS);

            // After a close the first of them would be answered by a reset, and the second one fail.
            client.send("TYPE I");
            client.send("PASV");

            assertThat(client.read()).startsWith("421 Service shutting down");
            assertThat(client.read()).isNull();
        }
    }

    @Test
    void anOperatorClosesOneSessionWithItsTransfer() throws Exception {
        start(SessionTimeouts.DEFAULT, server.port());
        try (TestClient closed = client().login();
                TestClient other = client().login()) {
            InetSocketAddress advertised = closed.passive();
            closed.send("RETR x");
            assertThat(closed.read()).isEqualTo("150 opening");

            assertThat(hop.close(new SessionRef("hop", 3))).isFalse();
            assertThat(hop.close(new SessionRef("hop", 1))).isTrue();
            assertThat(closed.read()).isEqualTo("421 Session closed by the operator.");
            assertThat(facts.await(SessionFact.Closed.class).end()).isEqualTo(SessionEnd.CLOSED_BY_OPERATOR);
            assertReset(CLIENT, advertised);
            assertThat(other.passive()).isNotNull();
        }
    }

    @Test
    void aCutEndsTransfersToo() throws Exception {
        start(SessionTimeouts.DEFAULT, server.port());
        try (TestClient client = client().login()) {
            InetSocketAddress advertised = client.passive();
            client.send("STOR y");
            assertThat(client.read()).isEqualTo("150 opening");
            try (Socket data = client.dial(advertised)) {
                data.getOutputStream().write(1);
                facts.await(SessionFact.DataArrived.class);
                hop.close();

                assertThatThrownBy(() -> data.getInputStream().read()).isInstanceOf(SocketException.class);
                assertThat(client.read()).startsWith("421 Service shutting down");
            }
        }
        assertThat(facts.await(SessionFact.DataClosed.class).end()).isEqualTo(DataEnd.CUT);
    }

    @Test
    void aCutWaitsForNoServerThatTakesNothing() throws Exception {
        start(SessionTimeouts.DEFAULT, server.port());
        try (TestClient client = client().login()) {
            InetSocketAddress advertised = client.passive();
            client.send("APPE y");
            assertThat(client.read()).isEqualTo("150 opening");
            try (Socket data = client.dial(advertised)) {
                Thread.ofVirtual().start(() -> sendUntilReset(data));
                while (server.dataSources.isEmpty()) {
                    Thread.onSpinWait();
                }
                hop.close();

                assertThat(facts.await(SessionFact.DataClosed.class).end()).isEqualTo(DataEnd.CUT);
            }
        }
    }

    private static void sendUntilReset(Socket data) {
        try {
            while (true) {
                data.getOutputStream().write(new byte[1 << 20]);
            }
        } catch (IOException reset) {
            // That is when.
        }
    }

    @Test
    void urgentAbortGoesThroughWhole() throws Exception {
        start(SessionTimeouts.DEFAULT, server.port());
        try (TestClient client = client().login()) {
            client.control.getOutputStream().write(new byte[] {(byte) 0xFF, (byte) 0xF4, (byte) 0xFF});
            client.control.sendUrgentData(0xF2);
            client.send("ABOR");

            assertThat(client.read())
                    .isEqualTo("200 ok \u00FF\u00F4\u00FF" + (transport.isEpoll() ? "\u00F2" : "") + "ABOR");
        }
    }

    @Test
    void anAddressInUseIsNamed() throws Exception {
        start(SessionTimeouts.DEFAULT, server.port());
        FtpHop first = hop;
        assertThatThrownBy(() -> start(SessionTimeouts.DEFAULT, server.port()))
                .isInstanceOf(ListenException.class)
                .hasMessageStartingWith("cannot listen on " + HOP + ":18192 (hop): address already in use");
        hop = first;
    }
}
