package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.Cidr;
import io.github.passage.address.HostPort;
import io.github.passage.relay.RelayIdle;
import io.github.passage.target.Target;
import io.github.passage.target.TargetChoice;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hop in relay mode, which forwards each port to the same port of its target. */
@Timeout(20)
class RelayHopTest {
    private static final InetAddress HOP = new InetSocketAddress("127.66.1.1", 0).getAddress();
    private static final String CLIENT = "127.66.0.5";

    private final Transport transport = Transport.open(2);
    private final LinkedBlockingQueue<HopFact> facts = new LinkedBlockingQueue<>();
    private ServerSocket target;
    private RelayHop hop;

    @BeforeEach
    void open() throws IOException {
        target = new ServerSocket(0, 5, new InetSocketAddress("127.66.2.1", 0).getAddress());
        target.setSoTimeout(5000);
    }

    @AfterEach
    void stop() throws IOException {
        if (hop != null) {
            hop.close();
        }
        target.close();
        transport.close();
    }

    private void start(Duration idle, Admission admission) {
        hop = RelayHop.start(
                new RelayHopSettings("nlb", HOP, List.of(forward()), RelayIdle.endAfter(idle), admission),
                new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), event -> {
                    if (event instanceof TelemetryEvent.AtHop(String name, HopFact fact)) {
                        facts.add(fact);
                    }
                }));
    }

    private Forward forward() {
        int port = target.getLocalPort();
        return new Forward(
                port,
                TargetChoice.always(new Target(new HostPort("127.66.2.1", port))),
                Outward.from(null, Duration.ofSeconds(2)));
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(HOP, target.getLocalPort());
    }

    private <T extends HopFact> T await(Class<T> type) throws InterruptedException {
        for (HopFact fact = facts.poll(5, TimeUnit.SECONDS); fact != null; fact = facts.poll(5, TimeUnit.SECONDS)) {
            if (type.isInstance(fact)) {
                return type.cast(fact);
            }
        }
        throw new AssertionError("no " + type.getSimpleName() + " came");
    }

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
    void bytesGoToTheSamePortOfTheTargetAndBack() throws Exception {
        start(Duration.ZERO, Admission.EVERYBODY);
        try (Socket client = TestClient.dialFrom(CLIENT, address());
                Socket server = target.accept()) {
            client.getOutputStream().write(1);
            assertThat(server.getInputStream().read()).isEqualTo(1);
            server.getOutputStream().write(2);
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }

        assertThat(await(HopFact.Relayed.class).target().getPort()).isEqualTo(target.getLocalPort());
        HopFact.RelayClosed closed = await(HopFact.RelayClosed.class);
        assertThat(closed.fromSource()).isOne();
        assertThat(closed.fromTarget()).isOne();
        assertThat(closed.end()).isEqualTo(DataEnd.COMPLETED);
    }

    @Test
    void whereTheTargetDoesNotListenTheClientIsReset() throws Exception {
        start(Duration.ZERO, Admission.EVERYBODY);
        InetSocketAddress address = address();
        target.close();

        assertReset(CLIENT, address);
        assertThat(await(HopFact.RelayTargetFailed.class).source().getAddress().getHostAddress())
                .isEqualTo(CLIENT);
    }

    @Test
    void anIdleConnectionIsReset() throws Exception {
        start(Duration.ofMillis(100), Admission.EVERYBODY);
        // Java's connect, too, may be the one to see a reset that came soon
        assertThatThrownBy(() -> {
                    try (Socket client = TestClient.dialFrom(CLIENT, address())) {
                        throw new AssertionError(
                                "read " + client.getInputStream().read());
                    }
                })
                .isInstanceOf(SocketException.class);
        assertThat(await(HopFact.RelayClosed.class).end()).isEqualTo(DataEnd.IDLE);
    }

    @Test
    void aForeignSourceIsRejectedAndReported() throws Exception {
        start(Duration.ZERO, new Admission(List.of(Cidr.parse("127.66.0.0/24")), Admission.Refusal.REJECT));

        assertReset("127.67.0.1", address());
        HopFact.Rejected rejected = await(HopFact.Rejected.class);
        assertThat(rejected.source().getAddress().getHostAddress()).isEqualTo("127.67.0.1");
        assertThat(rejected.reached()).isEqualTo(address());
        TestClient.dialFrom(CLIENT, address()).close();
    }

    @Test
    void aForeignSourceIsDroppedWhereTheHopSaysSo() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(transport.isEpoll());
        start(Duration.ZERO, new Admission(List.of(Cidr.parse("127.66.0.0/24")), Admission.Refusal.DROP));

        try (Socket foreign = new Socket()) {
            foreign.bind(new InetSocketAddress("127.67.0.1", 0));
            assertThatThrownBy(() -> foreign.connect(address(), 250)).isInstanceOf(SocketTimeoutException.class);
        }
        TestClient.dialFrom(CLIENT, address()).close();
    }

    @Test
    void portsOpenAndCloseWhileConnectionsGoOn() throws Exception {
        start(Duration.ZERO, Admission.EVERYBODY);
        try (Socket client = TestClient.dialFrom(CLIENT, address());
                Socket server = target.accept()) {
            hop.close(target.getLocalPort());
            assertThatThrownBy(() -> TestClient.dialFrom(CLIENT, address())).isInstanceOf(IOException.class);
            client.getOutputStream().write(7);
            assertThat(server.getInputStream().read()).isEqualTo(7);

            hop.open(forward());
            TestClient.dialFrom(CLIENT, address()).close();
        }
    }

    @Test
    void aDrainWaitsForTheLastConnection() throws Exception {
        start(Duration.ZERO, Admission.EVERYBODY);
        CompletableFuture<Void> drained;
        try (Socket client = TestClient.dialFrom(CLIENT, address());
                Socket server = target.accept()) {
            drained = hop.drain();
            client.getOutputStream().write(7);
            assertThat(server.getInputStream().read()).isEqualTo(7);
            assertThat(drained).isNotDone();
        }
        drained.get(5, TimeUnit.SECONDS);
    }

    @Test
    void aCloseResetsBothSides() throws Exception {
        start(Duration.ZERO, Admission.EVERYBODY);
        try (Socket client = TestClient.dialFrom(CLIENT, address());
                Socket server = target.accept()) {
            server.setSoTimeout(5000);
            await(HopFact.Relayed.class);
            hop.close();

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }
}
