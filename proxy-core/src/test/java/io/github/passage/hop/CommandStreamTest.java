package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands and replies of a session on real sockets: what comes in odd forms, amounts and codes stays in step. */
@Timeout(20)
class CommandStreamTest {
    private static final PortRange PORTS = new PortRange(18492, 18494);

    private final Transport transport = Transport.open(1);
    private final LinkedBlockingQueue<SessionFact> facts = new LinkedBlockingQueue<>();
    private ScriptedServer server;
    private FtpHop hop;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer("127.73.2.1", new byte[0]);
        FtpSettings ftp = new FtpSettings(
                PassiveAddressPolicy.parse("control"),
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(PORTS, PORTS, new DataPeer.Same()),
                LineLimits.DEFAULT,
                SessionTimeouts.DEFAULT);
        hop = FtpHop.start(
                new FtpHopSettings(
                        "hop",
                        List.of(new InetSocketAddress("127.73.1.1", 0)),
                        new TargetSettings(new HostPort("127.73.2.1", server.port()), Duration.ofSeconds(2), null),
                        ftp,
                        Admission.EVERYBODY),
                new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), event -> {
                    if (event instanceof TelemetryEvent.InSession(var session, var fact)) {
                        facts.add(fact);
                    }
                }));
    }

    @AfterEach
    void stop() {
        hop.close();
        server.close();
        transport.close();
    }

    private TestClient login() throws IOException {
        return new TestClient("127.73.0.5", hop.addresses().getFirst()).login();
    }

    /** Waits for a fact, dropping those before it. */
    private <T> T await(Class<T> type) throws InterruptedException {
        for (Object fact = facts.poll(5, TimeUnit.SECONDS); fact != null; fact = facts.poll(5, TimeUnit.SECONDS)) {
            if (type.isInstance(fact)) {
                return type.cast(fact);
            }
        }
        throw new AssertionError("no " + type.getSimpleName() + " came");
    }

    private static void sendAll(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
        } catch (IOException gone) {
            // What comes back shows it.
        }
    }

    @Test
    void blankLinesKeepASessionAliveAndInStep() throws Exception {
        try (TestClient client = login()) {
            for (int i = 0; i < 300; i++) {
                client.send(i % 2 == 0 ? "" : " ");
            }
            assertThat(client.ask("AUTH TLS")).isEqualTo("502 Command AUTH not implemented.");
            assertThat(client.ask("NOOP")).isEqualTo("200 ok NOOP");
            assertThat(server.ignored).isEmpty();
            CompletableFuture<Void> drained = hop.drain();
            assertThat(client.read()).startsWith("421 ");
            drained.get(5, TimeUnit.SECONDS);
        }
    }

    /** One read brings thousands of them, of which the server has answered few. */
    @Test
    void aClientThatSendsAllCommandsAtOnceAndHalfClosesGetsAllAnswersInOrder() throws Exception {
        int commands = 6000;
        try (TestClient client = login()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < commands; i++) {
                all.append(i % 10 == 9 ? "PORT 1,2,3,4,5,6" : "MDTM " + i).append("\r\n");
            }
            Thread.ofVirtual().start(() -> sendAll(client.control, all.toString()));
            for (int i = 0; i < commands; i++) {
                assertThat(client.read())
                        .isEqualTo(i % 10 == 9 ? "502 Command PORT not implemented." : "200 ok MDTM " + i);
            }
            assertThat(client.read()).isNull();
        }
        assertThat(await(SessionFact.Closed.class).end()).isEqualTo(SessionEnd.CLIENT_CLOSED);
    }

    @Test
    void aServerThatNeedsNoPasswordLogsInToo() throws Exception {
        server.passwordReply = "202 Password not needed.";
        try (TestClient client = login()) {
            assertThat(await(SessionFact.LoggedIn.class).user()).isEqualTo("anna");
            assertThat(client.ask("NOOP")).isEqualTo("200 ok NOOP");
        }
    }

    @Test
    void anUnclearLineIsAnsweredInItsTurnAndNeverReachesTheServer() throws Exception {
        try (TestClient client = login()) {
            sendAll(client.control, "NOOP\r\nPORT\u000b1,2,3,4,5,6\r\nXPORT 1,2,3,4,5,6\r\nNOOP \rPORT\r\nSYST\r\n");

            assertThat(client.read()).isEqualTo("200 ok NOOP");
            assertThat(client.read()).isEqualTo("500 Command not understood.");
            assertThat(client.read()).isEqualTo("502 Command XPORT not implemented.");
            assertThat(client.read()).isEqualTo("501 Control character in argument.");
            assertThat(client.read()).isEqualTo("200 ok SYST");
            assertThat(client.read()).isNull();
        }
    }
}
