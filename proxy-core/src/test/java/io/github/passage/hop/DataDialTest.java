package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.address.AccessList;
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
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.target.TargetSettings;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data connections that end while their server is dialled. */
@Timeout(120)
class DataDialTest {
    private static final String CLIENT = "127.64.0.6";
    private static final String HOP = "127.64.1.4";
    private static final String SERVER = "127.64.2.4";
    private static final PortRange PORTS = new PortRange(18297, 18299);
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final int WAITING = 2;

    private final List<Socket> waiting = new ArrayList<>();
    private final Transport transport = Transport.open(1);
    private final Queue<SessionFact> facts = new ConcurrentLinkedQueue<>();
    private volatile SessionRef session;
    private ServerSocket control;
    private ServerSocket data;
    private FtpHop hop;

    /** What ends the data connection. */
    enum End {
        THE_CLIENT_RESETS,
        AN_OPERATOR_CLOSES
    }

    @BeforeEach
    void startServer() throws IOException {
        control = new ServerSocket(0, 5, InetAddress.ofLiteral(SERVER));
        // The kernel lets one more wait than the backlog says; the next one's SYN is not answered.
        data = new ServerSocket(0, WAITING - 1, InetAddress.ofLiteral(SERVER));
    }

    @AfterEach
    void stop() throws IOException {
        hop.close();
        transport.close();
        control.close();
        data.close();
        for (Socket each : waiting) {
            each.close();
        }
    }

    private void start(boolean paced) {
        SessionLimits limits = new SessionLimits(
                AccessList.EVERYBODY,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                paced ? OptionalLong.of(1 << 20) : OptionalLong.empty());
        FtpSettings ftp = new FtpSettings(
                PassiveAddressPolicy.parse("control"),
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(PORTS, PORTS, new DataPeer.Same()),
                LineLimits.DEFAULT,
                SessionTimeouts.DEFAULT,
                limits);
        FtpHopSettings settings = new FtpHopSettings(
                "hop",
                List.of(new InetSocketAddress(HOP, 0)),
                new TargetSettings(new HostPort(SERVER, control.getLocalPort()), LONG, null),
                ftp,
                Admission.EVERYBODY);
        hop = FtpHop.start(
                settings, new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), this::keep));
    }

    private void keep(TelemetryEvent event) {
        if (event instanceof TelemetryEvent.InSession(var ref, var fact)) {
            session = ref;
            facts.add(fact);
        }
    }

    private <T extends SessionFact> Stream<T> told(Class<T> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static void say(Socket control, String line) throws IOException {
        control.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** After a command of four letters. */
    private static void answer(Socket control, String line) throws IOException {
        control.getInputStream().readNBytes(6);
        say(control, line);
    }

    @ParameterizedTest
    @CsvSource({
        "THE_CLIENT_RESETS, false, CLIENT_RESET",
        "THE_CLIENT_RESETS, true, CLIENT_RESET",
        "AN_OPERATOR_CLOSES, false, CUT",
        "AN_OPERATOR_CLOSES, true, CUT"
    })
    void nothingIsLeftOfThemWhenTheDialSucceedsAfterAll(End end, boolean paced, DataEnd expected) throws Exception {
        start(paced);
        try (TestClient client = new TestClient(CLIENT, hop.addresses().getFirst());
                Socket server = control.accept()) {
            fillBacklog();
            say(server, "220 ready");
            assertThat(client.read()).isEqualTo("220 ready");
            client.send("EPSV");
            answer(server, "229 Entering Extended Passive Mode (|||" + data.getLocalPort() + "|)");
            assertThat(client.read()).startsWith("229 ");
            Socket connection = client.dial(new InetSocketAddress(
                    HOP,
                    told(SessionFact.PassiveAdvertised.class)
                            .findFirst()
                            .orElseThrow()
                            .port()));
            await().until(() -> told(SessionFact.DataArrived.class).count() == 1);
            if (end == End.THE_CLIENT_RESETS) {
                connection.setSoLinger(true, 0);
                connection.close();
                // What the loop hears after the reset shows that it has heard of that, too.
                client.send("NOOP");
                answer(server, "200 noted");
                assertThat(client.read()).isEqualTo("200 noted");
            } else {
                hop.close(session);
                await().until(() -> told(SessionFact.Closed.class).count() == 1);
            }

            assertThat(told(SessionFact.DataClosed.class)).isEmpty();
            emptyBacklog();
            assertThat(endOf(data)).isTrue();
            await().until(() -> told(SessionFact.DataClosed.class).count() == 1);
            assertThat(told(SessionFact.DataClosed.class)
                            .findFirst()
                            .orElseThrow()
                            .end())
                    .isEqualTo(expected);
            connection.close();
        }
        await().until(() -> hop.openSessions() == 0);
    }

    private void fillBacklog() throws IOException {
        for (int i = 0; i < WAITING; i++) {
            waiting.add(TestClient.dialFrom(SERVER, (InetSocketAddress) data.getLocalSocketAddress()));
        }
    }

    private void emptyBacklog() throws IOException {
        for (int i = 0; i < WAITING; i++) {
            data.accept().close();
        }
    }

    /** Whether the hop's connection comes, and ends. */
    private static boolean endOf(ServerSocket listener) throws IOException {
        try (Socket dialled = listener.accept()) {
            dialled.setSoTimeout(10_000);
            return dialled.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }
}
