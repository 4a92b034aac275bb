package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TargetHealth;
import io.github.passage.testing.FakeDns;
import io.github.passage.transport.Transport;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks and look-ups of a pool against servers and a name server of this process. */
@Timeout(60)
class PoolOnSocketsTest {
    private static final HealthCheckSettings PACE =
            new HealthCheckSettings(0, Duration.ofMillis(50), Duration.ofSeconds(20), 2, 2);
    private static final Flow FLOW =
            new Flow(new InetSocketAddress("192.0.2.7", 40000), new InetSocketAddress("198.51.100.1", 21));
    private static final byte[] ONE = {10, 0, 0, 1};
    private static final byte[] TWO = {10, 0, 0, 2};
    private static final byte[] SIX = InetAddress.ofLiteral("2001:db8::6").getAddress();

    private final Transport transport = Transport.open(2);
    private final List<HopFact> facts = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        transport.close();
    }

    private TargetConnector watched(CheckKind check, HealthCheckSettings pace, HostPort... targets) {
        PoolSettings pool = new PoolSettings(List.of(targets), Balance.ROUND_ROBIN, check, pace);
        TargetConnector connector =
                new TargetConnector(transport, new TargetSettings(pool, Duration.ofSeconds(20), null));
        connector.watch(facts::add);
        return connector;
    }

    private static List<TargetHealth> health(TargetConnector connector) {
        return connector.states().stream().map(TargetState::health).toList();
    }

    private static void awaitHealth(TargetConnector connector, TargetHealth... expected) {
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(health(connector)).containsExactly(expected));
    }

    private static HostPort refusing() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.ofLiteral("127.65.5.9"))) {
            return new HostPort("127.65.5.9", taken.getLocalPort());
        }
    }

    @Test
    void onlyATargetThatGreetsWith220IsHealthy() throws Exception {
        try (Greeter good = new Greeter("127.65.5.1", "220-hello\r\n220 ready\r\n");
                Greeter full = new Greeter("127.65.5.2", "421 too many users\r\n");
                Greeter deaf = new Greeter("127.65.5.3", "x".repeat(100_000));
                TargetConnector connector =
                        watched(CheckKind.AUTO, PACE, good.address(), full.address(), deaf.address(), refusing())) {
            awaitHealth(
                    connector,
                    TargetHealth.HEALTHY,
                    TargetHealth.UNHEALTHY,
                    TargetHealth.UNHEALTHY,
                    TargetHealth.UNHEALTHY);

            assertThat(good.heard.poll(20, TimeUnit.SECONDS)).isEqualTo("QUIT");
            await().untilAsserted(() -> assertThat(facts)
                    .contains(new HopFact.TargetHealthChanged(
                            "default", full.address(), TargetHealth.UNHEALTHY, "greeted with 421")));
            assertThat(connector.states())
                    .extracting(TargetState::reason)
                    .containsExactly("", "greeted with 421", "greeted with no FTP reply", "connection refused");
            assertThat(facts)
                    .doesNotContain(new HopFact.TargetHealthChanged("default", good.address(), TargetHealth.HEALTHY));
        }
    }

    @Test
    void aServerThatWaitsForAHeaderGetsOneBeforeTheQuit() throws Exception {
        HealthCheckSettings once = new HealthCheckSettings(0, Duration.ofSeconds(60), Duration.ofSeconds(20), 2, 2);
        try (Greeter good = new Greeter("127.65.5.12", "220 ready\r\n");
                TargetConnector connector = new TargetConnector(
                        transport,
                        new TargetSettings(
                                new PoolSettings(List.of(good.address()), Balance.ROUND_ROBIN, CheckKind.GREETING, once)
                                        .with(ProbeHeader.V1),
                                Duration.ofSeconds(20),
                                null))) {
            connector.watch(facts::add);

            assertThat(good.heard.poll(20, TimeUnit.SECONDS)).isEqualTo("PROXY UNKNOWN");
            assertThat(good.heard.poll(20, TimeUnit.SECONDS)).isEqualTo("QUIT");
        }
    }

    @Test
    void aSilentTargetIsUnhealthyAfterTheTimeout() throws Exception {
        HealthCheckSettings hasty = new HealthCheckSettings(0, Duration.ofSeconds(60), Duration.ofMillis(200), 2, 2);
        try (Greeter silent = new Greeter("127.65.5.4", "");
                TargetConnector connector = watched(CheckKind.GREETING, hasty, silent.address())) {
            awaitHealth(connector, TargetHealth.UNHEALTHY);

            assertThat(silent.heard.poll(20, TimeUnit.SECONDS)).isIn("end", "reset");
            assertThat(connector.states()).extracting(TargetState::reason).containsExactly("no greeting within 200 ms");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GREETING", "CONNECT"})
    void aTargetThatIsNotThereAnswersNothing(CheckKind kind) throws Exception {
        HealthCheckSettings hasty = new HealthCheckSettings(0, Duration.ofSeconds(60), Duration.ofMillis(200), 2, 2);
        // The kernel lets one more wait than the backlog says; the next one's SYN is not answered.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.65.5.13"));
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort());
                TargetConnector connector = watched(kind, hasty, new HostPort("127.65.5.13", full.getLocalPort()))) {
            awaitHealth(connector, TargetHealth.UNHEALTHY);

            assertThat(connector.states()).extracting(TargetState::reason).containsExactly("no answer within 200 ms");
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
    }

    @Test
    void forAConnectCheckASilentTargetIsHealthyAndOneThatComesBackToo() throws Exception {
        HostPort late = refusing();
        try (Greeter silent = new Greeter("127.65.5.5", "");
                TargetConnector connector = watched(CheckKind.CONNECT, PACE, silent.address(), late)) {
            awaitHealth(connector, TargetHealth.HEALTHY, TargetHealth.UNHEALTHY);
            try (ServerSocket back = new ServerSocket(late.port(), 500, InetAddress.ofLiteral(late.host()))) {
                awaitHealth(connector, TargetHealth.HEALTHY, TargetHealth.HEALTHY);
                assertThat(back.isBound()).isTrue();
            }
        }
    }

    @Test
    void anUncheckedTargetIsLeftAlone() throws Exception {
        try (TargetConnector connector = watched(CheckKind.OFF, PACE, refusing(), refusing())) {
            assertThat(health(connector)).containsExactly(TargetHealth.HEALTHY, TargetHealth.HEALTHY);
        }
    }

    @Test
    void theAddressesOfANameComeAndGoWithItsAnswers() throws Exception {
        try (FakeDns dns = new FakeDns("127.65.5.6");
                TargetConnector connector = named(dns, null, "pods.example.com")) {
            dns.answer(1, ONE, SIX);
            connector.ready().get(20, TimeUnit.SECONDS);
            awaitAddresses(connector, "10.0.0.1:2121");

            dns.answer(1, TWO, ONE);
            awaitAddresses(connector, "10.0.0.1:2121", "10.0.0.2:2121");
            dns.fail();
            int asked = dns.questions();
            await().atMost(30, TimeUnit.SECONDS).until(() -> dns.questions() > asked);
            assertThat(addresses(connector)).containsExactly("10.0.0.1:2121", "10.0.0.2:2121");
            dns.answer(3600, SIX);
            awaitAddresses(connector, "[2001:db8:0:0:0:0:0:6]:2121");
        }
    }

    @Test
    void anAnswerThatNoDatagramHoldsIsReadWhole() throws Exception {
        try (FakeDns dns = new FakeDns("127.65.5.11");
                TargetConnector connector = named(dns, null, "pods.example.com")) {
            dns.answer(3600, ONE, TWO);
            dns.truncate();
            connector.ready().get(20, TimeUnit.SECONDS);

            awaitAddresses(connector, "10.0.0.1:2121", "10.0.0.2:2121");
        }
    }

    @Test
    void onlyAddressesOfTheFamilyThatIsDialledFromCount() throws Exception {
        try (FakeDns dns = new FakeDns("127.65.5.7");
                TargetConnector connector = named(dns, InetAddress.ofLiteral("::1"), "pods.example.com")) {
            dns.answer(3600, ONE, SIX);
            connector.ready().get(20, TimeUnit.SECONDS);

            awaitAddresses(connector, "[2001:db8:0:0:0:0:0:6]:2121");
        }
    }

    @Test
    void aNameWithoutAnAnswerIsAnUnhealthyTargetThatNobodyCanConnectTo() throws Exception {
        try (FakeDns dns = new FakeDns("127.65.5.8");
                TargetConnector connector = named(dns, null, "pods.example.com")) {
            dns.fail();
            connector.ready().get(20, TimeUnit.SECONDS);
            Optional<Dialled> dialled =
                    connector.connect(transport.nextLoop(), FLOW, Set.of(), new ChannelInboundHandlerAdapter());

            assertThat(connector.states())
                    .containsExactly(new TargetState(
                            "pods.example.com:2121",
                            new HostPort("pods.example.com", 2121),
                            TargetHealth.UNHEALTHY,
                            "no address is known"));
            assertThat(dialled).isEmpty();
        }
    }

    @Test
    void namesOfTheHostsFileNeedNoNameServer() throws Exception {
        try (FakeDns dns = new FakeDns("127.65.5.10");
                TargetConnector connector = named(dns, null, "LocalHost.")) {
            dns.fail();
            connector.ready().get(20, TimeUnit.SECONDS);

            assertThat(addresses(connector)).containsExactly("127.0.0.1:2121");
            assertThat(dns.questions()).isZero();
        }
    }

    private TargetConnector named(FakeDns dns, InetAddress dialFrom, String name) {
        PoolSettings pool = new PoolSettings(
                List.of(new HostPort(name, 2121)), Balance.ROUND_ROBIN, CheckKind.OFF, PoolSettings.DEFAULT_PACE);
        return new TargetConnector(
                transport,
                new TargetSettings(pool, Duration.ofSeconds(10), dialFrom),
                () -> transport
                        .dnsResolver()
                        .nameServerProvider(new SingletonDnsServerAddressStreamProvider(dns.address())));
    }

    private static List<String> addresses(TargetConnector connector) {
        return connector.states().stream()
                .map(state -> state.target().toString())
                .toList();
    }

    private static void awaitAddresses(TargetConnector connector, String... expected) {
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> Stream.of(expected).toList().equals(addresses(connector)));
    }
}
