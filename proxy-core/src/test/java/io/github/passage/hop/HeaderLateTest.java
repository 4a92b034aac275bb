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
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.HeaderFault;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PROXY headers that come with the client's first bytes, as an AWS Network Load Balancer sends them unless told otherwise. */
@Timeout(40)
class HeaderLateTest {
    private static final InetSocketAddress CLIENTS_DATA = new InetSocketAddress("203.0.113.9", 40_001);

    private final byte[] file = new byte[1_500_000];
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

    private void start(Accept accept, Duration timeout, int target) {
        hop = ProxiedHop.start(transport, accept, Placement.LATE, timeout, target);
    }

    private void start(Accept accept) {
        start(accept, LONG, server.port());
    }

    /** Logs in as a client whose load balancer sends its header with USER. */
    private TestClient login() throws IOException {
        TestClient client = new TestClient(NODE, hop.address());
        assertThat(client.read()).isEqualTo("220 Service ready.");
        write(client.control, header(CLIENT).version2(), ascii("USER anna\r\n"));
        assertThat(client.read()).isEqualTo("331 password");
        assertThat(client.ask("PASS secret")).isEqualTo("230 in");
        return client;
    }

    @Test
    void aDownloadNeedsNoHeaderAndAnUploadsNeverReachesTheServer() throws Exception {
        start(Accept.REQUIRED);
        try (TestClient client = login()) {
            SessionFact.Opened opened = hop.await(SessionFact.Opened.class);
            assertThat(opened.client()).isEqualTo(CLIENT);
            assertThat(opened.peer().getAddress().getHostAddress()).isEqualTo(NODE);
            for (int i = 0; i < 3; i++) {
                InetSocketAddress down = client.passive();
                client.send("RETR x");
                try (Socket data = client.dial(down)) {
                    assertThat(data.getInputStream().readAllBytes()).isEqualTo(file);
                }
                assertThat(client.read()).isEqualTo("150 opening");
                assertThat(client.read()).isEqualTo("226 done");
                InetSocketAddress up = client.passive();
                assertThat(client.ask("STOR y")).isEqualTo("150 opening");
                try (Socket data = client.dial(up)) {
                    write(data, header(CLIENTS_DATA).version2(), file);
                }
                assertThat(client.read()).isEqualTo("226 done");
                SessionFact.DataClosed closed = hop.await(SessionFact.DataClosed.class, done -> done.fromClient() > 0);
                assertThat(closed.fromClient()).isEqualTo(file.length);
            }
            assertThat(server.stored)
                    .hasSize(3)
                    .allSatisfy(stored -> assertThat(stored).isEqualTo(file));
        }
    }

    @Test
    void anUploadsHeaderMayComeInPieces() throws Exception {
        start(Accept.REQUIRED);
        try (TestClient client = login()) {
            InetSocketAddress up = client.passive();
            assertThat(client.ask("STOR y")).isEqualTo("150 opening");
            try (Socket data = client.dial(up)) {
                data.setTcpNoDelay(true);
                for (byte piece : header(CLIENTS_DATA).version1()) {
                    data.getOutputStream().write(piece);
                }
                write(data, ascii("hello"));
            }
            assertThat(client.read()).isEqualTo("226 done");
            assertThat(server.stored).containsExactly(ascii("hello"));
        }
    }

    @Test
    void anEmptyUploadHasNoHeader() throws Exception {
        start(Accept.REQUIRED);
        try (TestClient client = login()) {
            InetSocketAddress up = client.passive();
            assertThat(client.ask("STOR y")).isEqualTo("150 opening");
            client.dial(up).close();
            assertThat(client.read()).isEqualTo("226 done");
            assertThat(server.stored).containsExactly(new byte[0]);
        }
    }

    @Test
    void anUploadOfAnotherClientIsCutAndCounted() throws Exception {
        start(Accept.REQUIRED);
        for (byte[] wrong : List.of(
                header(new InetSocketAddress("203.0.113.77", 1)).version2(),
                ProxiedHop.local(),
                ascii("no header at all"))) {
            try (TestClient client = login()) {
                InetSocketAddress up = client.passive();
                assertThat(client.ask("STOR y")).isEqualTo("150 opening");
                assertResetAfter(NODE, up, ProxiedHop.join(wrong, ascii("secret")));
                HeaderFault fault = hop.await(HopFact.HeaderRejected.class).fault();
                assertThat(fault).isIn(HeaderFault.FOREIGN, HeaderFault.NO_CLIENT, HeaderFault.MISSING);
                assertThat(hop.await(SessionFact.DataClosed.class).end()).isEqualTo(DataEnd.CUT);
            }
        }
        assertThat(server.stored).allSatisfy(stored -> assertThat(stored).isEmpty());
    }

    @Test
    void whereHeadersAreOptionalANodeMayPassOrdinaryClientsOn() throws Exception {
        start(Accept.OPTIONAL);
        for (String from : new String[] {NODE, STRANGER}) {
            server.stored.clear();
            try (TestClient client = new TestClient(from, hop.address()).login()) {
                InetSocketAddress up = client.passive();
                assertThat(client.ask("STOR y")).isEqualTo("150 opening");
                try (Socket data = client.dial(up)) {
                    write(data, ascii("PROXIES are many"));
                }
                assertThat(client.read()).isEqualTo("226 done");
                assertThat(server.stored).containsExactly(ascii("PROXIES are many"));
            }
        }
    }

    @Test
    void aTargetThatCannotBeReachedIsTheAnswerToTheFirstCommand() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.ofLiteral(ProxiedHop.SERVER))) {
            unused = socket.getLocalPort();
        }
        start(Accept.REQUIRED, LONG, unused);
        try (TestClient client = new TestClient(NODE, hop.address())) {
            assertThat(client.read()).isEqualTo("220 Service ready.");
            write(client.control, header(CLIENT).version2(), ascii("USER anna\r\n"));
            assertThat(client.read()).startsWith("421");
            assertThat(client.read()).isNull();
        }
        assertThat(hop.await(SessionFact.Closed.class).end()).isEqualTo(SessionEnd.TARGET_UNREACHABLE);
    }

    @Test
    void aServersRefusalInPlaceOfItsGreetingIsTheAnswerToo() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 5, InetAddress.ofLiteral(ProxiedHop.SERVER))) {
            Thread.ofVirtual().start(() -> {
                try (Socket control = full.accept()) {
                    write(control, ascii("421-Too many\r\n421 clients\r\n"));
                    control.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    return;
                }
            });
            start(Accept.REQUIRED, LONG, full.getLocalPort());
            try (TestClient client = new TestClient(NODE, hop.address())) {
                assertThat(client.read()).isEqualTo("220 Service ready.");
                write(client.control, header(CLIENT).version1(), ascii("USER anna\r\n"));
                assertThat(client.read()).isEqualTo("421-Too many");
                assertThat(client.read()).isEqualTo("421 clients");
                assertThat(client.read()).isNull();
            }
        }
    }

    @Test
    void whoeverOnlyLooksIsNotCountedAndWhoeverDawdlesIs() throws Exception {
        start(Accept.REQUIRED, SOON, server.port());
        try (TestClient look = new TestClient(NODE, hop.address())) {
            assertThat(look.read()).isEqualTo("220 Service ready.");
        }
        try (TestClient dawdler = new TestClient(NODE, hop.address())) {
            dawdler.read();
            write(dawdler.control, ascii("PROXY TCP4 "));
            assertReset(dawdler.control);
        }
        assertThat(hop.await(HopFact.HeaderRejected.class).fault()).isEqualTo(HeaderFault.TIMED_OUT);
        assertResetAfter(STRANGER, hop.address(), header(CLIENT).version2());
        hop.awaitFault(HeaderFault.UNTRUSTED);
    }

    @Test
    void whoeverHasSentNothingYetIsToldOfADrain() throws Exception {
        start(Accept.REQUIRED);
        try (TestClient client = new TestClient(NODE, hop.address())) {
            client.read();
            hop.hop.drain();
            assertThat(client.read()).startsWith("421");
            assertThat(client.read()).isNull();
        }
    }
}
