package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.passage.address.HostPort;
import io.github.passage.hop.Outward.HeaderOut;
import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.relay.AfterIdle;
import io.github.passage.relay.KeepaliveWitness;
import io.github.passage.relay.ProcKeepalives;
import io.github.passage.relay.RelayIdle;
import io.github.passage.relay.RelayOutcome;
import io.github.passage.relay.RelayTap;
import io.github.passage.target.Target;
import io.github.passage.target.TargetChoice;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.SocketPlace;
import io.github.passage.transport.Transport;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a hop in relay mode has in common with a load balancer's node and with a VPC endpoint. */
@Timeout(60)
class LoadBalancerTest {
    private static final InetAddress HOP = InetAddress.ofLiteral("127.68.1.1");
    private static final InetAddress ENDPOINT = InetAddress.ofLiteral("127.68.3.1");
    private static final String CLIENT = "127.68.0.5";
    private static final Duration SHORT = Duration.ofMillis(200);
    /** Milliseconds that whatever must come may take. */
    private static final int PATIENCE = 20_000;

    /** Half of it is enough for a look into the kernel's table on a busy machine. */
    private static final Duration UNHURRIED = Duration.ofSeconds(2);

    private static final Duration FIELD = Duration.ofSeconds(350);
    private static final Outward PLAIN = Outward.from(null, Duration.ofSeconds(2));

    private final Transport transport = Transport.open(2);
    private final LinkedBlockingQueue<HopFact> facts = new LinkedBlockingQueue<>();
    private final List<RelayHop> hops = new ArrayList<>();
    private ServerSocket target;

    @BeforeEach
    void open() throws IOException {
        target = new ServerSocket(0, 5, InetAddress.ofLiteral("127.68.2.1"));
        target.setSoTimeout(5000);
    }

    @AfterEach
    void stop() throws IOException {
        hops.forEach(RelayHop::close);
        target.close();
        transport.close();
    }

    private InetSocketAddress start(RelayHopSettings settings) {
        RelayHop hop = RelayHop.start(
                settings, new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), event -> {
                    if (event instanceof TelemetryEvent.AtHop(String _, HopFact fact)) {
                        facts.add(fact);
                    }
                }));
        hops.add(hop);
        return new InetSocketAddress(
                settings.listen(), settings.forwards().getFirst().port());
    }

    private InetSocketAddress start(Outward outward, RelayIdle idle) {
        return start(settings(HOP, toTarget(outward), idle, List.of(), TapSource.NONE));
    }

    private static RelayHopSettings settings(
            InetAddress listen, Forward forward, RelayIdle idle, List<InetAddress> headerFrom, TapSource taps) {
        return new RelayHopSettings(
                "nlb", listen, SocketPlace.HERE, List.of(forward), idle, Admission.EVERYBODY, taps, headerFrom);
    }

    private Forward toTarget(Outward outward) {
        return to((InetSocketAddress) target.getLocalSocketAddress(), outward);
    }

    private static Forward to(InetSocketAddress address, Outward outward) {
        HostPort next = new HostPort(address.getAddress().getHostAddress(), address.getPort());
        return new Forward(address.getPort(), TargetChoice.always(new Target(next)), outward);
    }

    private <T extends HopFact> T fact(Class<T> type) {
        await().until(() -> facts.stream().anyMatch(type::isInstance));
        return facts.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private Socket accept() throws IOException {
        Socket server = target.accept();
        server.setSoTimeout(PATIENCE);
        return server;
    }

    private static Socket dial(InetSocketAddress to) throws IOException {
        Socket client = TestClient.dialFrom(CLIENT, to);
        client.setSoTimeout(PATIENCE);
        return client;
    }

    private static void assertSilent(Socket socket) throws IOException {
        assertSilent(socket, SHORT.plusMillis(100));
    }

    private static void assertSilent(Socket socket, Duration silence) throws IOException {
        socket.setSoTimeout((int) silence.toMillis());
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE);
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void aForgottenConnectionIsResetOnTheSideThatSendsOnly() throws Exception {
        InetSocketAddress hop = start(PLAIN, new RelayIdle(SHORT, SHORT, AfterIdle.RESET, KeepaliveWitness.NONE));
        try (Socket client = dial(hop);
                Socket server = accept()) {
            HopFact.IdleForgotten forgotten = fact(HopFact.IdleForgotten.class);
            assertThat(forgotten.reached()).isEqualTo(hop);
            assertSilent(client);

            client.getOutputStream().write(1);
            assertReset(client);
            assertSilent(server);
        }
    }

    @Test
    void aForgottenConnectionCanBeMetBySilence() throws Exception {
        InetSocketAddress hop = start(PLAIN, new RelayIdle(SHORT, SHORT, AfterIdle.SILENCE, KeepaliveWitness.NONE));
        try (Socket client = dial(hop);
                Socket server = accept()) {
            fact(HopFact.IdleForgotten.class);

            client.getOutputStream().write(1);
            server.getOutputStream().write(1);
            assertSilent(client);
            assertSilent(server);
        }
    }

    @Test
    void keepalivesKeepAConnectionAndAreMirroredOnTheOtherSide() throws Exception {
        assumeTrue(transport.isEpoll());
        ProcKeepalives witness = new ProcKeepalives(LoadBalancerTest::table);
        InetSocketAddress hop = start(PLAIN, new RelayIdle(UNHURRIED, FIELD, AfterIdle.RESET, witness));
        try (Socket client = dial(hop);
                Socket server = accept()) {
            client.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 120);
            client.setKeepAlive(true);

            await().until(() -> witness.next((InetSocketAddress) server.getRemoteSocketAddress(), (InetSocketAddress)
                            server.getLocalSocketAddress())
                    .toCompletableFuture()
                    .join()
                    .isPresent());
            assertSilent(client, UNHURRIED.multipliedBy(2));
            client.getOutputStream().write(7);
            assertThat(server.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void aFrozenHopIsSilentAndLosesItsConnectionsWhenItThaws() throws Exception {
        assumeTrue(transport.isEpoll());
        InetSocketAddress address = start(PLAIN, RelayIdle.NEVER);
        RelayHop hop = hops.getFirst();
        try (Socket client = dial(address);
                Socket server = accept();
                Socket late = new Socket()) {
            fact(HopFact.Relayed.class);
            hop.freeze();

            client.getOutputStream().write(1);
            assertSilent(server);
            server.shutdownOutput();
            assertSilent(client);
            assertThatThrownBy(() -> late.connect(address, 200)).isInstanceOf(SocketTimeoutException.class);

            hop.thaw();
            assertReset(client);
        }
        try (Socket client = dial(address);
                Socket server = accept()) {
            client.getOutputStream().write(7);
            assertThat(server.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void withoutATargetAConnectionIsReset() throws Exception {
        Forward nowhere = new Forward(target.getLocalPort(), flow -> Optional.empty(), PLAIN);
        InetSocketAddress hop = start(settings(HOP, nowhere, RelayIdle.NEVER, List.of(), TapSource.NONE));
        ProxiedHop.assertResetAfter(CLIENT, hop, new byte[0]);
        assertThat(fact(HopFact.NoTarget.class).reached()).isEqualTo(hop);
    }

    @Test
    void theClientsAddressIsPreservedWhereAsked() throws Exception {
        InetSocketAddress hop = start(
                new Outward(null, true, SHORT, SocketPlace.HERE, HeaderOut.OFF, Optional.empty()), RelayIdle.NEVER);
        try (Socket client = dial(hop);
                Socket server = accept()) {
            assertThat(server.getInetAddress()).isEqualTo(client.getLocalAddress());
        }
    }

    @Test
    void aHeaderComesWithTheFirstBytesOnly() throws Exception {
        InetSocketAddress hop = start(headed(HeaderOut.FIRST_PAYLOAD), RelayIdle.NEVER);
        try (Socket client = dial(hop);
                Socket server = accept()) {
            assertSilent(server);
            client.getOutputStream().write("USER".getBytes(StandardCharsets.US_ASCII));

            assertHeader(server, client, Optional.empty());
            assertThat(new String(server.getInputStream().readNBytes(4), StandardCharsets.US_ASCII))
                    .isEqualTo("USER");
        }
    }

    @Test
    void aLoadBalancerTellsWhatTheEndpointBeforeItTold() throws Exception {
        InetSocketAddress nlb = start(expecting(headed(HeaderOut.AT_ONCE)));
        Outward outward =
                new Outward(ENDPOINT, false, SHORT, SocketPlace.HERE, HeaderOut.AT_ONCE, Optional.of("vpce-0123"));
        InetSocketAddress endpoint =
                start(settings(ENDPOINT, to(nlb, outward), RelayIdle.NEVER, List.of(), TapSource.NONE));
        try (Socket client = dial(endpoint);
                Socket server = accept()) {
            assertHeader(server, client, Optional.of("vpce-0123"));
        }
    }

    @Test
    void aGarbledHeaderIsRefused() throws Exception {
        InetSocketAddress nlb = start(expecting(PLAIN));
        try (Socket client = TestClient.dialFrom("127.68.3.1", nlb)) {
            client.getOutputStream().write("USER nobody and a good deal more\r\n".getBytes(StandardCharsets.US_ASCII));
            assertReset(client);
        }
        assertThat(fact(HopFact.HeaderRejected.class).reached()).isEqualTo(nlb);
    }

    @Test
    void aTapSeesWhatPassesAndItsFaultsHurtNothing() throws Exception {
        List<String> seen = new ArrayList<>();
        RelayTap tap = new RelayTap() {
            @Override
            public void fromClient(ByteBuf bytes) {
                seen.add("client " + bytes.readByte());
            }

            @Override
            public void fromTarget(ByteBuf bytes) {
                seen.add("target");
                throw new IllegalStateException("a fault");
            }

            @Override
            public void ended(RelayOutcome outcome) {
                seen.add("never");
            }
        };
        InetSocketAddress hop = start(settings(HOP, toTarget(PLAIN), RelayIdle.NEVER, List.of(), flow -> tap));
        try (Socket client = dial(hop);
                Socket server = accept()) {
            client.getOutputStream().write(1);
            assertThat(server.getInputStream().read()).isOne();
            server.getOutputStream().write(2);
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
        fact(HopFact.RelayClosed.class);
        assertThat(seen).containsExactly("client 1", "target");
    }

    private RelayHopSettings expecting(Outward outward) {
        return settings(HOP, toTarget(outward), RelayIdle.NEVER, List.of(ENDPOINT), TapSource.NONE);
    }

    private static Outward headed(HeaderOut header) {
        return new Outward(null, false, SHORT, SocketPlace.HERE, header, Optional.empty());
    }

    private static Stream<String> table() {
        try {
            return Files.readAllLines(Path.of("/proc/net/tcp6")).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertHeader(Socket server, Socket client, Optional<String> endpointId) throws IOException {
        byte[] bytes = new ProxyHeader(
                        (InetSocketAddress) client.getLocalSocketAddress(),
                        (InetSocketAddress) client.getRemoteSocketAddress(),
                        endpointId)
                .version2();
        server.setSoTimeout(5000);
        assertThat(server.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
    }
}
