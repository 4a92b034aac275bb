package io.github.passage.hop;

import static io.github.passage.hop.ProxiedHop.CLIENT;
import static io.github.passage.hop.ProxiedHop.LONG;
import static io.github.passage.hop.ProxiedHop.NODE;
import static io.github.passage.hop.ProxiedHop.SOON;
import static io.github.passage.hop.ProxiedHop.STRANGER;
import static io.github.passage.hop.ProxiedHop.ascii;
import static io.github.passage.hop.ProxiedHop.assertReset;
import static io.github.passage.hop.ProxiedHop.assertResetAfter;
import static io.github.passage.hop.ProxiedHop.header;
import static io.github.passage.hop.ProxiedHop.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.proxyprotocol.ProxyProtocolSettings.Accept;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Placement;
import io.github.passage.telemetry.HeaderFault;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.Unclaimed;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PROXY headers that come with the connection. */
@Timeout(40)
class HeaderFirstTest {
    private final byte[] file = new byte[600_000];
    private final Transport transport = Transport.open(2);
    private ScriptedServer server;
    private ProxiedHop hop;

    @BeforeEach
    void startServer() throws IOException {
        new Random(7).nextBytes(file);
        server = new ScriptedServer(ProxiedHop.SERVER, file);
    }

    @AfterEach
    void stop() {
        if (hop != null) {
            hop.close();
        }
        server.close();
        transport.close();
    }

    private void start(Accept accept, Duration timeout) {
        hop = ProxiedHop.start(transport, accept, Placement.FIRST, timeout, server.port());
    }

    private TestClient client(InetSocketAddress client) throws IOException {
        TestClient through = new TestClient(NODE, hop.address());
        write(through.control, header(client).version2());
        return through;
    }

    @Test
    void aDownloadAndAnUploadMeetTheirSessionByTheClientThatTheHeadersName() throws Exception {
        start(Accept.REQUIRED, LONG);
        try (TestClient client = client(CLIENT).login();
                TestClient other =
                        client(new InetSocketAddress("203.0.113.10", 40_000)).login()) {
            SessionFact.Opened opened = hop.await(SessionFact.Opened.class);
            assertThat(opened.client()).isEqualTo(CLIENT);
            assertThat(opened.peer().getAddress().getHostAddress()).isEqualTo(NODE);
            for (int i = 0; i < 3; i++) {
                InetSocketAddress others = other.passive();
                InetSocketAddress down = client.passive();
                client.send("RETR x");
                try (Socket data = TestClient.dialFrom("127.65.3.2", down)) {
                    write(
                            data,
                            header(new InetSocketAddress("203.0.113.9", 40_001)).version1());
                    assertThat(data.getInputStream().readAllBytes()).isEqualTo(file);
                }
                assertThat(client.read()).isEqualTo("150 opening");
                assertThat(client.read()).isEqualTo("226 done");
                assertThat(other.ask("STOR y")).isEqualTo("150 opening");
                try (Socket data = TestClient.dialFrom(NODE, others)) {
                    write(
                            data,
                            header(new InetSocketAddress("203.0.113.10", 40_002))
                                    .version2(),
                            file);
                }
                assertThat(other.read()).isEqualTo("226 done");
            }
            assertThat(server.stored)
                    .hasSize(3)
                    .allSatisfy(stored -> assertThat(stored).isEqualTo(file));
        }
    }

    @Test
    void manyClientsOfOneNodeShareTheDataPorts() throws Exception {
        start(Accept.REQUIRED, LONG);
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= 12; i++) {
                InetSocketAddress from = new InetSocketAddress("203.0.113." + i, 40_000);
                clients.add(CompletableFuture.runAsync(() -> transfers(from), threads));
            }
            for (CompletableFuture<Void> client : clients) {
                client.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(server.stored.stream().map(bytes -> new String(bytes, StandardCharsets.US_ASCII)))
                .hasSize(12 * 4)
                .allMatch(text -> text.startsWith("/203.0.113."));
    }

    private void transfers(InetSocketAddress from) {
        try (TestClient client = client(from).login()) {
            for (int i = 0; i < 4; i++) {
                InetSocketAddress up = client.passive();
                client.send("STOR y");
                try (Socket data = TestClient.dialFrom(NODE, up)) {
                    write(data, header(from).version2(), ascii(from.toString()));
                }
                assertThat(client.read()).isEqualTo("150 opening");
                assertThat(client.read()).isEqualTo("226 done");
                InetSocketAddress down = client.passive();
                client.send("RETR x");
                try (Socket data = TestClient.dialFrom(NODE, down)) {
                    write(data, header(from).version2());
                    assertThat(data.getInputStream().readAllBytes()).isEqualTo(file);
                }
                assertThat(client.read()).isEqualTo("150 opening");
                assertThat(client.read()).isEqualTo("226 done");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aHeaderMayComeInPiecesAndCommandsBehindIt() throws Exception {
        start(Accept.REQUIRED, LONG);
        try (TestClient through = new TestClient(NODE, hop.address())) {
            byte[] header = header(CLIENT).version2();
            for (int i = 0; i < header.length - 1; i++) {
                through.control.getOutputStream().write(header, i, 1);
            }
            write(through.control, new byte[] {header[header.length - 1]}, ascii("USER anna\r\n"));
            assertThat(through.read()).isEqualTo("220 ready");
            assertThat(through.read()).isEqualTo("331 password");
        }
    }

    @Test
    void aHealthCheckIsTakenForItsOwnPeerAndClaimsNoDataConnection() throws Exception {
        start(Accept.REQUIRED, LONG);
        try (TestClient check = new TestClient(NODE, hop.address())) {
            write(check.control, ProxiedHop.local());
            check.login();
            assertThat(hop.await(SessionFact.Opened.class).isRelayed()).isFalse();
            InetSocketAddress advertised = check.passive();
            assertResetAfter(NODE, advertised, ProxiedHop.local());
            hop.awaitFault(HeaderFault.NO_CLIENT);
            assertResetAfter(NODE, advertised, ascii("PROXY UNKNOWN\r\n"));
            hop.awaitFault(HeaderFault.NO_CLIENT);
        }
    }

    @Test
    void aDataConnectionOfAnotherClientIsRefused() throws Exception {
        start(Accept.REQUIRED, LONG);
        try (TestClient client = client(CLIENT).login()) {
            byte[] foreign = header(new InetSocketAddress("203.0.113.77", 1)).version2();
            assertResetAfter(NODE, client.passive(), ProxiedHop.join(foreign, ascii("data behind the header")));
            assertThat(hop.await(HopFact.DataUnclaimed.class).why()).isEqualTo(Unclaimed.FOREIGN_SOURCE);
        }
    }

    @Test
    void whereHeadersAreRequiredOthersMayNotCome() throws Exception {
        start(Accept.REQUIRED, LONG);
        assertResetAfter(STRANGER, hop.address(), header(CLIENT).version2());
        hop.awaitFault(HeaderFault.UNTRUSTED);
        try (TestClient client = client(CLIENT).login()) {
            assertResetAfter(STRANGER, client.passive(), header(CLIENT).version2());
            hop.awaitFault(HeaderFault.UNTRUSTED);
        }
    }

    @Test
    void whereHeadersAreOptionalOthersAreOrdinaryClients() throws Exception {
        start(Accept.OPTIONAL, LONG);
        try (TestClient client = new TestClient(STRANGER, hop.address()).login()) {
            assertThat(hop.await(SessionFact.Opened.class).isRelayed()).isFalse();
            InetSocketAddress advertised = client.passive();
            assertThat(client.ask("STOR x")).isEqualTo("150 opening");
            try (Socket data = client.dial(advertised)) {
                write(data, header(CLIENT).version1());
            }
            assertThat(client.read()).isEqualTo("226 done");
            assertThat(server.stored).containsExactly(header(CLIENT).version1());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY TCP4 203.0.113.9 10.0.1.5 40000 21", "\r\n\r\n\0\r\nQUIT\n!"})
    void aHeaderOfASourceNotTrustedIsNoCommand(String begin) throws Exception {
        start(Accept.OPTIONAL, LONG);
        try (TestClient client = new TestClient(STRANGER, hop.address())) {
            assertThat(client.read()).isEqualTo("220 ready");
            write(client.control, ascii(begin));
            assertReset(client.control);
            hop.awaitFault(HeaderFault.UNTRUSTED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5553455220616e6e610d0a, MISSING",
        "50524f585920544350342061, TIMED_OUT",
        "0d0a0d0a000d0a515549540a3111000c, MALFORMED",
        "0d0a0d0a000d0a515549540a2111ffff, OVERSIZED",
        "0d0a0d0a000d0a515549540a2111000b0102030405060708090a0b, MALFORMED",
        "0d0a0d0a000d0a515549540a211100130102030405060708090a0b0c03000401020304, MALFORMED",
    })
    void whatIsNoGoodHeaderIsCountedAndReset(String hex, HeaderFault fault) throws Exception {
        start(Accept.REQUIRED, fault == HeaderFault.TIMED_OUT ? SOON : LONG);
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertResetAfter(NODE, hop.address(), bytes);
        hop.awaitFault(fault);
        assertResetAfter(NODE, new InetSocketAddress(hop.address().getAddress(), 28_192), bytes);
        hop.awaitFault(fault);
        assertThat(hop.hop.openSessions()).isZero();
    }

    @Test
    void whoeverWaitsForItsHeaderIsLetGoWhenTheHopIsDrained() throws Exception {
        start(Accept.REQUIRED, LONG);
        try (TestClient waiting = new TestClient(NODE, hop.address());
                TestClient served = client(CLIENT).login()) {
            hop.hop.drain();
            assertReset(waiting.control);
            assertThat(served.read()).startsWith("421");
        }
    }
}
