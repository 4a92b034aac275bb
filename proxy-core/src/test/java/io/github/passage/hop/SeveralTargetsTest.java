package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Accept;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Placement;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Send;
import io.github.passage.target.Balance;
import io.github.passage.target.CheckKind;
import io.github.passage.target.PoolSettings;
import io.github.passage.target.TargetSettings;
import io.github.passage.telemetry.ConnectFailure;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.TargetHealth;
import io.github.passage.transport.SocketPlace;
import io.github.passage.transport.Transport;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hop in FTP mode before several servers, of which some are not there. */
@Timeout(60)
class SeveralTargetsTest {
    private static final String CLIENT = "127.67.0.5";
    private static final PortRange PORTS = new PortRange(18292, 18294);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Transport transport = Transport.open(2);
    private final FactLog facts = new FactLog();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        transport.close();
    }

    private FtpHop start(Balance balance, HostPort... targets) {
        return start(Duration.ofSeconds(10), balance, targets);
    }

    private FtpHop start(Duration connectTimeout, Balance balance, HostPort... targets) {
        PoolSettings pool = new PoolSettings(List.of(targets), balance, CheckKind.AUTO, PoolSettings.DEFAULT_PACE);
        return start(connectTimeout, pool, ProxyProtocolSettings.OFF);
    }

    private FtpHop start(Duration connectTimeout, PoolSettings pool, ProxyProtocolSettings proxyProtocol) {
        FtpSettings ftp = new FtpSettings(
                PassiveAddressPolicy.parse("control"),
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(PORTS, PORTS, new DataPeer.Same()),
                LineLimits.DEFAULT,
                new SessionTimeouts(LONG, LONG, LONG, LONG));
        FtpHop hop = FtpHop.start(
                new FtpHopSettings(
                        "hop",
                        List.of(new InetSocketAddress("127.67.1.1", 0)),
                        SocketPlace.HERE,
                        new TargetSettings(pool, connectTimeout, null),
                        ftp,
                        Admission.EVERYBODY,
                        proxyProtocol),
                new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), facts));
        open.add(hop);
        return hop;
    }

    private HostPort server(String address, String content) throws IOException {
        ScriptedServer server = new ScriptedServer(address, content.getBytes(StandardCharsets.ISO_8859_1));
        open.add(server);
        return new HostPort(address, server.port());
    }

    private BusyServer busy(String address, BusyServer.Manner manner) throws IOException {
        BusyServer server = new BusyServer(address, manner);
        open.add(server);
        return server;
    }

    private static HostPort refusing(String address) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.ofLiteral(address))) {
            return new HostPort(address, taken.getLocalPort());
        }
    }

    private TestClient client(FtpHop hop) throws IOException {
        TestClient client = new TestClient(CLIENT, hop.addresses().getFirst());
        open.add(client);
        return client;
    }

    private static String fileOf(TestClient client) throws IOException {
        InetSocketAddress data = client.passive();
        client.send("RETR file");
        try (Socket connection = client.dial(data)) {
            String content = new String(connection.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            client.read();
            client.read();
            return content;
        }
    }

    @Test
    void whereATargetRefusesTheClientSeesOnlyTheNextOne() throws Exception {
        HostPort first = refusing("127.67.2.1");
        HostPort second = server("127.67.2.2", "two");
        FtpHop hop = start(Balance.ROUND_ROBIN, first, second);

        assertThat(fileOf(client(hop).login())).isEqualTo("two");
        SessionFact.TargetFailed failed = facts.await(SessionFact.TargetFailed.class);
        assertThat(failed.target()).isEqualTo(first);
        assertThat(failed.cause()).isEqualTo(ConnectFailure.REFUSED);
        assertThat(facts.await(SessionFact.TargetConnected.class).name()).isEqualTo(second);
        assertThat(facts.await(SessionFact.DataTargetConnected.class).name()).isEqualTo(second);
    }

    @Test
    void afterThreeTargetsTheClientIsTold() throws Exception {
        FtpHop hop = start(
                Balance.ROUND_ROBIN,
                refusing("127.67.3.1"),
                refusing("127.67.3.2"),
                refusing("127.67.3.3"),
                refusing("127.67.3.4"));

        assertThat(client(hop).read()).startsWith("421 ");
        Set<HostPort> tried = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            tried.add(facts.await(SessionFact.TargetFailed.class).target());
        }
        assertThat(tried).hasSize(3);
        Object next = facts.await(Object.class);
        assertThat(next).isInstanceOf(SessionFact.Closed.class);
        assertThat(((SessionFact.Closed) next).end()).isEqualTo(SessionEnd.TARGET_UNREACHABLE);
    }

    @Test
    void sessionsGoRoundTheTargetsAndTheirDataWithThem() throws Exception {
        FtpHop hop = start(Balance.ROUND_ROBIN, server("127.67.4.1", "one"), server("127.67.4.2", "two"));

        TestClient first = client(hop).login();
        TestClient second = client(hop).login();
        TestClient third = client(hop).login();

        assertThat(List.of(fileOf(first), fileOf(second), fileOf(third), fileOf(first)))
                .containsExactly("one", "two", "one", "one");
    }

    @Test
    void aClientComesToTheSameTargetByItsAddress() throws Exception {
        FtpHop hop = start(Balance.SOURCE_HASH, server("127.67.5.1", "one"), server("127.67.5.2", "two"));
        String mine = fileOf(client(hop).login());

        assertThat(fileOf(client(hop).login())).isEqualTo(mine);
        assertThat(fileOf(client(hop).login())).isEqualTo(mine);
    }

    @Test
    void theTargetWithTheFewestSessionsIsNext() throws Exception {
        FtpHop hop = start(Balance.LEAST_SESSIONS, server("127.67.6.1", "one"), server("127.67.6.2", "two"));
        String first = fileOf(client(hop).login());
        TestClient second = client(hop).login();
        String other = fileOf(second);
        assertThat(other).isNotEqualTo(first);
        second.ask("QUIT");
        facts.await(SessionFact.Closed.class);

        assertThat(fileOf(client(hop).login())).isEqualTo(other);
    }

    @Test
    void aTargetWithoutAnAddressIsA421() throws Exception {
        // Where no name server can be reached, the patience of the session decides.
        FtpHop hop = start(Duration.ofMillis(500), Balance.ROUND_ROBIN, new HostPort("no-such-host.invalid", 21));

        assertThat(client(hop).read()).startsWith("421 ");
        assertThat(facts.await(SessionFact.TargetFailed.class).cause()).isEqualTo(ConnectFailure.UNRESOLVED);
    }

    @ParameterizedTest
    @EnumSource(value = BusyServer.Manner.class, names = "SAYS_NOTHING", mode = EnumSource.Mode.EXCLUDE)
    void whereATargetTakesNoSessionTheClientSeesOnlyTheNextOne(BusyServer.Manner manner) throws Exception {
        HostPort first = busy("127.67.7.1", manner).address();
        HostPort second = server("127.67.7.2", "two");
        FtpHop hop = start(Balance.ROUND_ROBIN, first, second);

        TestClient client = client(hop);
        assertThat(client.read()).isEqualTo("220 ready");
        assertThat(client.ask("USER anna")).isEqualTo("331 password");
        assertThat(client.ask("PASS secret")).isEqualTo("230 in");
        assertThat(fileOf(client)).isEqualTo("two");
        assertPassedOver(first, manner, second);
    }

    private void assertPassedOver(HostPort first, BusyServer.Manner manner, HostPort second)
            throws InterruptedException {
        SessionFact.TargetFailed failed = facts.await(SessionFact.TargetFailed.class);
        assertThat(failed.target()).isEqualTo(first);
        // A reset may be faster than the return of connect.
        assertThat(failed.cause())
                .isIn(
                        ConnectFailure.BUSY,
                        manner == BusyServer.Manner.RESETS ? ConnectFailure.REFUSED : ConnectFailure.BUSY);
        assertThat(facts.await(SessionFact.TargetConnected.class).name()).isEqualTo(second);
        assertThat(facts.await(SessionFact.DataTargetConnected.class).name()).isEqualTo(second);
    }

    @ParameterizedTest
    @EnumSource(value = BusyServer.Manner.class, names = "SAYS_NOTHING", mode = EnumSource.Mode.EXCLUDE)
    void norAClientThatPassageHasGreeted(BusyServer.Manner manner) throws Exception {
        HostPort first = busy("127.67.8.1", manner).address();
        HostPort second = server("127.67.8.2", "two");
        FtpHop hop = start(
                LONG,
                new PoolSettings(
                        List.of(first, second), Balance.ROUND_ROBIN, CheckKind.AUTO, PoolSettings.DEFAULT_PACE),
                new ProxyProtocolSettings(
                        Accept.REQUIRED, Placement.LATE, List.of(Cidr.parse("127.67.0.0/24")), LONG, Send.OFF));

        TestClient client = client(hop);
        assertThat(client.read()).isEqualTo("220 Service ready.");
        ProxiedHop.write(
                client.control,
                ProxiedHop.header(ProxiedHop.CLIENT).version2(),
                ProxiedHop.ascii("USER anna\r\nPASS secret\r\n"));
        assertThat(client.read()).isEqualTo("331 password");
        assertThat(client.read()).isEqualTo("230 in");
        assertThat(fileOf(client)).isEqualTo("two");
        assertPassedOver(first, manner, second);
    }

    @Test
    void whereAllTargetsAreBusyTheClientReadsWhatTheLastOneSays() throws Exception {
        Map<HostPort, String> words = new HashMap<>();
        for (int i = 1; i <= 4; i++) {
            BusyServer full = busy("127.67.9." + i, BusyServer.Manner.SAYS_421_AND_CLOSES);
            words.put(full.address(), full.words());
        }
        FtpHop hop = start(Balance.ROUND_ROBIN, words.keySet().toArray(HostPort[]::new));

        TestClient client = client(hop);
        String reply = client.read();
        assertThat(client.read()).isNull();
        Set<HostPort> tried = new HashSet<>();
        HostPort last = null;
        for (int i = 0; i < 3; i++) {
            last = facts.await(SessionFact.TargetConnected.class).name();
            tried.add(last);
        }
        assertThat(tried).hasSize(3);
        assertThat(reply).isEqualTo(words.get(last));
        assertThat(facts.await(SessionFact.Closed.class).end()).isEqualTo(SessionEnd.TARGET_CLOSED);
        assertThat(facts.rest()).isEmpty();
    }

    @Test
    void whereTheOtherTargetCannotBeConnectedToTheClientIsTold() throws Exception {
        HostPort full =
                busy("127.67.10.1", BusyServer.Manner.SAYS_421_AND_CLOSES).address();
        FtpHop hop = start(Balance.ROUND_ROBIN, full, refusing("127.67.10.2"));

        TestClient client = client(hop);
        assertThat(client.read()).isEqualTo("421 Service not available, try later.");
        assertThat(client.read()).isNull();
        assertThat(facts.await(SessionFact.TargetFailed.class).cause()).isEqualTo(ConnectFailure.BUSY);
        assertThat(facts.await(SessionFact.TargetFailed.class).cause()).isEqualTo(ConnectFailure.REFUSED);
        assertThat(facts.await(SessionFact.Closed.class).end()).isEqualTo(SessionEnd.TARGET_UNREACHABLE);
    }

    @Test
    void aBusyTargetIsNotMarkedDownForIt() throws Exception {
        HostPort full =
                busy("127.67.11.1", BusyServer.Manner.SAYS_421_AND_CLOSES).address();
        HostPort other = server("127.67.11.2", "two");
        PoolSettings pool = new PoolSettings(
                List.of(full, other), Balance.ROUND_ROBIN, CheckKind.CONNECT, PoolSettings.DEFAULT_PACE);
        FtpHop hop = start(LONG, pool, ProxyProtocolSettings.OFF);
        hop.watchTarget();
        for (EventLoop loop : transport.eventLoops()) {
            // Until the watch has begun every target counts as healthy
            loop.submit(() -> {}).sync();
        }
        Awaitility.await().untilAsserted(() -> assertAllHealthy(hop));
        for (int i = 0; i < 10; i++) {
            assertThat(client(hop).read()).isEqualTo("220 ready");
        }

        assertAllHealthy(hop);
        assertThat(facts.rest().filter(SessionFact.TargetFailed.class::isInstance))
                .hasSize(5);
    }

    private static void assertAllHealthy(FtpHop hop) {
        assertThat(hop.targets()).hasSize(2).allMatch(state -> state.health() == TargetHealth.HEALTHY);
    }

    @Test
    void aClientThatGoesBeforeTheGreetingIsNoticedAtOnce() throws Exception {
        HostPort silent = busy("127.67.12.1", BusyServer.Manner.SAYS_NOTHING).address();
        FtpHop hop = start(Balance.ROUND_ROBIN, silent, server("127.67.12.2", "two"));

        TestClient client = client(hop);
        facts.await(SessionFact.TargetConnected.class);
        client.control.setSoLinger(true, 0);
        client.close();
        assertThat(facts.await(SessionFact.Closed.class).end()).isIn(SessionEnd.CLIENT_RESET, SessionEnd.CLIENT_CLOSED);
    }

    /** Addresses are dialled on real sockets: one in the state SYN_SENT shows in the kernel's table. */
    private static boolean isDialled(int port) throws IOException {
        String to = String.format(Locale.ROOT, ":%04X", port);
        return Files.readAllLines(Path.of("/proc/net/tcp6")).stream()
                .map(line -> line.strip().split("\\s+"))
                .anyMatch(fields -> fields[2].endsWith(to) && fields[3].equals("02"));
    }

    @Test
    void whereTheClientIsGoneNothingIsDialledAnyMore() throws Exception {
        assumeTrue(transport.isEpoll());
        // The kernel lets one more wait than the backlog says; the next one's SYN is not answered.
        ServerSocket stuck = new ServerSocket(0, 1, InetAddress.ofLiteral("127.67.13.1"));
        open.add(stuck);
        for (int i = 0; i < 2; i++) {
            open.add(TestClient.dialFrom("127.67.13.1", (InetSocketAddress) stuck.getLocalSocketAddress()));
        }
        FtpHop hop = start(
                LONG,
                Balance.ROUND_ROBIN,
                new HostPort("127.67.13.1", stuck.getLocalPort()),
                server("127.67.13.2", "two"));

        TestClient client = client(hop);
        Awaitility.await().until(() -> isDialled(stuck.getLocalPort()));
        client.control.setSoLinger(true, 0);
        client.close();
        facts.await(SessionFact.Closed.class);
        Awaitility.await().until(() -> !isDialled(stuck.getLocalPort()));
        assertThat(facts.rest()).isEmpty();
    }
}
