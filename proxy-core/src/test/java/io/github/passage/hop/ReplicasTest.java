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
import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.replica.PeerAddress;
import io.github.passage.replica.PeerTls;
import io.github.passage.replica.ReplicaSettings;
import io.github.passage.target.TargetSettings;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.HandOverResult;
import io.github.passage.telemetry.HandOverSide;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two of three replicas, and clients whose data connections come to the wrong one. */
@Timeout(30)
class ReplicasTest {
    private static final String CLIENT = "127.74.0.5";
    private static final String HOST = "127.74.1.1";
    private static final PortRange PORTS = new PortRange(18192, 18197);
    private static final int PEER_PORT = 19622;

    final byte[] file = new byte[3_000_000];
    private final Transport transport = Transport.open(3);
    private final LinkedBlockingQueue<TelemetryEvent> events = new LinkedBlockingQueue<>();
    private final List<FtpHop> hops = new ArrayList<>();
    ScriptedServer server;
    FtpHop zero;
    FtpHop one;

    @BeforeEach
    void start() throws IOException {
        new Random(7).nextBytes(file);
        server = new ScriptedServer("127.74.2.1", file);
        zero = start(0);
        one = start(1);
    }

    @AfterEach
    void stop() {
        hops.forEach(FtpHop::close);
        server.close();
        transport.close();
    }

    private FtpHop start(int ordinal) {
        FtpSettings ftp = new FtpSettings(
                PassiveAddressPolicy.parse("control"),
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(PORTS, PORTS, new DataPeer.Same()),
                LineLimits.DEFAULT,
                SessionTimeouts.DEFAULT);
        FtpHopSettings settings = new FtpHopSettings(
                        "hop-" + ordinal,
                        List.of(new InetSocketAddress(HOST + ordinal, 0)),
                        new TargetSettings(new HostPort("127.74.2.1", server.port()), Duration.ofSeconds(2), null),
                        ftp,
                        Admission.EVERYBODY)
                .among(new ReplicaSettings(
                        3,
                        ordinal,
                        new PeerAddress(HOST + "{ordinal}:" + PEER_PORT),
                        peer(ordinal),
                        List.of(Cidr.parse("127.0.0.1")),
                        tls()));
        FtpHop hop = FtpHop.start(
                settings, new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), events::add));
        hops.add(hop);
        return hop;
    }

    /** What the replicas prove to each other who they are by. */
    Optional<PeerTls> tls() {
        return Optional.empty();
    }

    static InetSocketAddress peer(int ordinal) {
        return new InetSocketAddress(HOST + ordinal, PEER_PORT);
    }

    TestClient clientOfZero() throws IOException {
        return new TestClient(CLIENT, zero.addresses().getFirst()).login();
    }

    /** The same port at the other replica. */
    static InetSocketAddress atOne(InetSocketAddress address) {
        return new InetSocketAddress(HOST + 1, address.getPort());
    }

    /** Waits for a fact of a hop, and keeps those of others. */
    private <T> T await(String hop, Class<T> type, Predicate<T> wanted) throws InterruptedException {
        List<TelemetryEvent> others = new ArrayList<>();
        try {
            for (TelemetryEvent event = events.poll(10, TimeUnit.SECONDS);
                    event != null;
                    event = events.poll(10, TimeUnit.SECONDS)) {
                Object fact = switch (event) {
                    case TelemetryEvent.InSession(var session, var told)
                    when session.hop().equals(hop) -> told;
                    case TelemetryEvent.AtHop(var name, var told) when name.equals(hop) -> told;
                    default -> "of another";
                };
                if (type.isInstance(fact) && wanted.test(type.cast(fact))) {
                    return type.cast(fact);
                }
                others.add(event);
            }
        } finally {
            events.addAll(others);
        }
        throw new AssertionError("no " + type.getSimpleName() + " came, but " + others);
    }

    HopFact.HandOver awaitHandOver(int ordinal, HandOverSide side, HandOverResult result) throws InterruptedException {
        return await("hop-" + ordinal, HopFact.HandOver.class, told -> told.side() == side && told.result() == result);
    }

    /** Nothing of FTP is said to it; over TLS it gets an alert (RFC 8446 section 6) before the end. */
    private void assertShut(Socket peer) throws IOException {
        if (tls().isEmpty()) {
            assertReset(peer);
            return;
        }
        try {
            assertThat(peer.getInputStream().readAllBytes()).hasSizeLessThan(16);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void aDownloadThatComesToAnotherReplicaReachesItsSession() throws Exception {
        try (TestClient client = clientOfZero()) {
            InetSocketAddress advertised = client.passive();
            client.send("RETR x");
            InetSocketAddress source;
            try (Socket data = client.dial(atOne(advertised))) {
                source = (InetSocketAddress) data.getLocalSocketAddress();
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(file);
            }
            assertThat(client.read()).isEqualTo("150 opening");
            assertThat(client.read()).isEqualTo("226 done");

            SessionFact.DataArrived arrived = await("hop-0", SessionFact.DataArrived.class, any -> true);
            assertThat(arrived.source()).isEqualTo(source);
            assertThat(arrived.reached()).isEqualTo(atOne(advertised));
            assertThat(arrived.foreign()).isFalse();
            assertThat(await("hop-0", SessionFact.DataClosed.class, any -> true).end())
                    .isEqualTo(DataEnd.COMPLETED);
            assertThat(awaitHandOver(1, HandOverSide.OUT, HandOverResult.OK).peer())
                    .hasToString(HOST + "0:" + PEER_PORT);
            assertThat(awaitHandOver(0, HandOverSide.IN, HandOverResult.OK).source())
                    .isEqualTo(source);
            assertThat(zero.traffic().fromTargets()).isEqualTo(file.length);
            assertThat(one.traffic().fromTargets()).isZero();
        }
    }

    @Test
    void anUploadThatIsOverBeforeItIsHandedOverArrivesWhole() throws Exception {
        try (TestClient client = clientOfZero()) {
            for (int size : new int[] {0, 1, 1000, file.length}) {
                byte[] sent = Arrays.copyOf(file, size);
                InetSocketAddress advertised = client.passive();
                try (Socket data = client.dial(atOne(advertised))) {
                    client.send("STOR y");
                    data.getOutputStream().write(sent);
                }
                assertThat(client.read()).isEqualTo("150 opening");
                assertThat(client.read()).isEqualTo("226 done");
                assertThat(server.stored.getLast()).isEqualTo(sent);
            }
        }
    }

    @Test
    void aResetIsPassedOn() throws Exception {
        try (TestClient client = clientOfZero()) {
            InetSocketAddress advertised = client.passive();
            client.send("RETR x");
            Socket data = client.dial(atOne(advertised));
            data.getInputStream().readNBytes(1000);
            data.setSoLinger(true, 0);
            data.close();

            assertThat(await("hop-0", SessionFact.DataClosed.class, any -> true).end())
                    .isEqualTo(DataEnd.CLIENT_RESET);
        }
    }

    @Test
    void sessionsAreGivenPortsOfTheirOwnSliceOnly() throws Exception {
        try (TestClient client = clientOfZero();
                TestClient another = clientOfZero();
                TestClient third = clientOfZero();
                TestClient ofOne = new TestClient(CLIENT, one.addresses().getFirst()).login()) {
            assertThat(List.of(client.passive().getPort(), another.passive().getPort()))
                    .containsExactlyInAnyOrder(18192, 18193);
            assertThat(third.ask("PASV"))
                    .isEqualTo(
                            "425 Can't open passive connection: all 2 data ports are in use from your address, try again.");
            assertThat(ofOne.passive().getPort()).isBetween(18194, 18195);
            assertThat(zero.dataPorts().total()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionToThePortOfAReplicaThatIsNotThereIsReset() throws Exception {
        try (Socket data = TestClient.dialFrom(CLIENT, new InetSocketAddress(HOST + 1, 18196))) {
            assertReset(data);
        } catch (SocketException atConnect) {
            assertThat(atConnect).hasMessageContaining("reset");
        }

        HopFact.HandOver told = awaitHandOver(1, HandOverSide.OUT, HandOverResult.UNREACHABLE);
        assertThat(told.peer()).hasToString(HOST + "2:" + PEER_PORT);
        assertThat(told.reason()).isEqualTo("connection refused");
    }

    @Test
    void aConnectionThatNoSessionWaitsForIsResetByItsOwner() throws Exception {
        try (Socket data = TestClient.dialFrom(CLIENT, new InetSocketAddress(HOST + 1, 18192))) {
            data.getOutputStream().write(1);
            assertReset(data);
        } catch (SocketException atConnectOrWrite) {
            assertThat(atConnectOrWrite).hasMessageMatching(".*(reset|Broken pipe).*");
        }

        awaitHandOver(0, HandOverSide.IN, HandOverResult.UNCLAIMED);
        assertThat(await("hop-0", HopFact.DataUnclaimed.class, any -> true)
                        .source()
                        .getHostString())
                .isEqualTo(CLIENT);
    }

    @Test
    void whatIsHandedOverIsNeverHandedOn() throws Exception {
        ProxyHeader header = new ProxyHeader(
                new InetSocketAddress(CLIENT, 4000), new InetSocketAddress(HOST + 0, 18194), Optional.empty());
        try (Socket peer = TestClient.dialFrom("127.0.0.1", peer(0))) {
            peer.getOutputStream().write(header.version2());
            assertShut(peer);
        }
        if (tls().isPresent()) {
            awaitHandOver(0, HandOverSide.IN, HandOverResult.MALFORMED);
            return;
        }

        HopFact.HandOver told = awaitHandOver(0, HandOverSide.IN, HandOverResult.REFUSED);
        assertThat(told.source()).isEqualTo(header.source());
        assertThat(told.reason()).isEqualTo("port 18194 is not of this replica's slice");
    }

    @Test
    void whatIsNoHeaderIsReset() throws Exception {
        try (Socket peer = TestClient.dialFrom("127.0.0.1", peer(0))) {
            peer.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertShut(peer);
        }
        awaitHandOver(0, HandOverSide.IN, HandOverResult.MALFORMED);
    }

    @Test
    void onlyReplicasMayHandOver() throws Exception {
        try (Socket peer = TestClient.dialFrom("127.74.9.9", peer(0))) {
            assertReset(peer);
        } catch (SocketException atConnect) {
            assertThat(atConnect).hasMessageContaining("reset");
        }
        assertThat(await("hop-0", HopFact.Rejected.class, any -> true).reached())
                .isEqualTo(peer(0));
    }

    @Test
    void aReplicaThatDrainsWaitsForWhatItHandedOver() throws Exception {
        try (TestClient client = clientOfZero()) {
            InetSocketAddress advertised = client.passive();
            client.send("STOR y");
            try (Socket data = client.dial(atOne(advertised))) {
                data.getOutputStream().write(1);
                awaitHandOver(1, HandOverSide.OUT, HandOverResult.OK);
                CompletableFuture<Void> drained = one.drain();
                assertThat(drained).isNotDone();

                data.getOutputStream().write(file);
                data.shutdownOutput();
                drained.get(10, TimeUnit.SECONDS);
            }
            assertThat(client.read()).isEqualTo("150 opening");
            assertThat(client.read()).isEqualTo("226 done");
            assertThat(server.stored.getLast()).hasSize(file.length + 1);
        }
    }
}
