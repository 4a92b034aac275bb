package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.passage.address.AccessList;
import io.github.passage.address.Cidr;
import io.github.passage.address.HostPort;
import io.github.passage.address.PortRange;
import io.github.passage.control.AuthMode;
import io.github.passage.control.EpsvMode;
import io.github.passage.control.FtpSettings;
import io.github.passage.control.SessionLimits;
import io.github.passage.control.SessionTimeouts;
import io.github.passage.data.DataPeer;
import io.github.passage.data.DataPortSettings;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.hop.Admission.Refusal;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.target.TargetSettings;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionRefusal;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limits of a hop in FTP mode on real sockets. */
@Timeout(60)
class FtpHopLimitsTest {
    private static final String CLIENT = "127.64.0.5";
    private static final String OTHER = "127.64.9.5";
    private static final PortRange PORTS = new PortRange(18292, 18294);
    private static final List<Cidr> OTHERS = List.of(Cidr.parse("127.64.9.0/24"));
    private static final int MEBIBYTE = 1 << 20;

    private final byte[] file = new byte[3 * MEBIBYTE];
    private final Transport transport = Transport.open(2);
    private final Queue<HopFact> facts = new ConcurrentLinkedQueue<>();
    private ScriptedServer server;
    private FtpHop hop;

    @BeforeEach
    void startServer() throws IOException {
        new Random(7).nextBytes(file);
        server = new ScriptedServer("127.64.2.3", file);
    }

    @AfterEach
    void stop() {
        if (hop != null) {
            hop.close();
        }
        server.close();
        transport.close();
    }

    private void start(SessionLimits limits, Refusal refusal) {
        FtpSettings ftp = new FtpSettings(
                PassiveAddressPolicy.parse("control"),
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(PORTS, PORTS, new DataPeer.Same()),
                LineLimits.DEFAULT,
                SessionTimeouts.DEFAULT);
        FtpHopSettings settings = new FtpHopSettings(
                "hop",
                List.of(new InetSocketAddress("127.64.1.3", 0)),
                new TargetSettings(new HostPort("127.64.2.3", server.port()), Duration.ofSeconds(5), null),
                ftp.with(limits),
                new Admission(limits.clients(), refusal));
        hop = FtpHop.start(
                settings, new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), this::keep));
    }

    private void keep(TelemetryEvent event) {
        if (event instanceof TelemetryEvent.AtHop(var name, var fact)) {
            facts.add(fact);
        }
    }

    private static SessionLimits limits(int total, int perClient, int newPerSecond) {
        return new SessionLimits(
                AccessList.EVERYBODY, some(total), some(perClient), some(newPerSecond), OptionalLong.empty());
    }

    private static SessionLimits denying(List<Cidr> networks) {
        return new SessionLimits(
                new AccessList(List.of(), networks),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty());
    }

    private static OptionalInt some(int limit) {
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    private TestClient client(String from) throws IOException {
        return new TestClient(from, hop.addresses().getFirst());
    }

    /** A client that speaks first still reads the reply, and then the end: no reset overtakes it. */
    private void assertRefused(String from, String reply, SessionRefusal cause) throws IOException {
        facts.clear();
        try (TestClient client = client(from)) {
            client.send("USER anna");
            assertThat(client.read()).isEqualTo(reply);
            assertThat(client.read()).isNull();
            await().untilAsserted(() -> assertThat(facts)
                    .singleElement()
                    .isEqualTo(new HopFact.SessionRefused(
                            (InetSocketAddress) client.control.getLocalSocketAddress(), cause)));
        }
    }

    @Test
    void oneSessionTooManyReadsWhyAndAnotherComesWhenOneHasEnded() throws Exception {
        start(limits(2, 0, 0), Refusal.REJECT);
        try (TestClient first = client(CLIENT).login();
                TestClient second = client(OTHER).login()) {
            assertRefused(CLIENT, "421 Too many sessions, try again later.", SessionRefusal.SESSIONS);
            assertThat(hop.openSessions()).isEqualTo(2);
            assertThat(hop.sessionsLimit()).hasValue(2);

            assertThat(first.ask("QUIT")).startsWith("221");
            await().until(() -> hop.openSessions() == 1);
            client(CLIENT).login().close();
            assertThat(second.ask("NOOP")).startsWith("200");
        }
    }

    @Test
    void eachClientAddressHasItsOwnNumber() throws Exception {
        start(limits(0, 1, 0), Refusal.REJECT);
        try (TestClient first = client(CLIENT).login();
                TestClient other = client(OTHER).login()) {
            assertRefused(
                    CLIENT,
                    "421 Too many sessions from your address, try again later.",
                    SessionRefusal.SESSIONS_PER_CLIENT);
            assertThat(first.ask("NOOP")).startsWith("200");
            assertThat(other.ask("NOOP")).startsWith("200");
        }
    }

    @Test
    void aStormOfNewSessionsIsRefusedAndPasses() throws Exception {
        start(limits(0, 0, 1), Refusal.REJECT);
        client(CLIENT).login().close();
        await().pollInSameThread().untilAsserted(() -> {
            try (TestClient client = client(CLIENT)) {
                assertThat(client.read()).isEqualTo("421 Too many new sessions, try again later.");
            }
        });
        await().pollInSameThread().untilAsserted(() -> {
            try (TestClient client = client(CLIENT)) {
                assertThat(client.read()).startsWith("220");
            }
        });
        assertThat(facts).contains(lastRefused());
    }

    private HopFact lastRefused() {
        return facts.stream()
                .filter(fact ->
                        fact instanceof HopFact.SessionRefused(var source, var cause) && cause == SessionRefusal.RATE)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theDeniedAreGreetedWith530WhereTheHopReplies() throws Exception {
        start(denying(OTHERS), Refusal.REPLY);

        assertRefused(OTHER, "530 Access denied.", SessionRefusal.DENIED);
        client(CLIENT).login().close();
        assertThatThrownBy(() -> {
                    try (Socket data = TestClient.dialFrom(OTHER, new InetSocketAddress("127.64.1.3", PORTS.first()))) {
                        throw new AssertionError("read " + data.getInputStream().read());
                    }
                })
                .isInstanceOf(SocketException.class);
        await().untilAsserted(() -> assertThat(facts).anyMatch(HopFact.Rejected.class::isInstance));
    }

    @Test
    void theDeniedAreResetWhereTheHopRejects() throws Exception {
        start(denying(OTHERS), Refusal.REJECT);

        assertThatThrownBy(() -> {
                    try (TestClient client = client(OTHER)) {
                        throw new AssertionError("read " + client.read());
                    }
                })
                .isInstanceOf(SocketException.class);
        client(CLIENT).login().close();
    }

    @Test
    void theDeniedGetNoAnswerWhereTheKernelDrops() throws Exception {
        Assumptions.assumeTrue(transport.isEpoll());
        start(denying(OTHERS), Refusal.DROP);

        try (Socket denied = new Socket()) {
            denied.bind(new InetSocketAddress(OTHER, 0));
            assertThatThrownBy(() -> denied.connect(hop.addresses().getFirst(), 250))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        client(CLIENT).login().close();
    }

    @Test
    void aTransferIsHeldToTheBandwidthAndArrivesWhole() throws Exception {
        start(
                new SessionLimits(
                        AccessList.EVERYBODY,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalLong.of(2 * MEBIBYTE)),
                Refusal.REJECT);
        try (TestClient client = client(CLIENT).login()) {
            InetSocketAddress first = client.passive();
            long start = System.nanoTime();
            client.send("RETR x");
            try (Socket data = client.dial(first)) {
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(file);
            }
            assertThat(client.read()).startsWith("150");
            assertThat(client.read()).startsWith("226");
            InetSocketAddress second = client.passive();
            assertThat(client.ask("STOR y")).startsWith("150");
            try (Socket data = client.dial(second)) {
                data.getOutputStream().write(file);
            }
            assertThat(client.read()).startsWith("226");
            // Of six mebibytes two pass at once and the others in two seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1900));
            assertThat(server.stored).singleElement().isEqualTo(file);
            assertThat(hop.traffic().spliced()).isZero();
        }
    }
}
