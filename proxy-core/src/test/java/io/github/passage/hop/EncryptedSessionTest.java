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
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session with auth = pass after its 234: bytes that are no FTP go through, data ports lead to the same port. */
@Timeout(20)
class EncryptedSessionTest {
    private static final InetAddress SERVER = new InetSocketAddress("127.68.2.1", 0).getAddress();
    private static final PortRange PORTS = new PortRange(18292, 18292);

    private final Transport transport = Transport.open(2);
    private ServerSocket server;
    private FtpHop hop;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 5, SERVER);
        server.setSoTimeout(5000);
        FtpSettings ftp = new FtpSettings(
                PassiveAddressPolicy.parse("control"),
                EpsvMode.PASS,
                AuthMode.PASS,
                new DataPortSettings(PORTS, PORTS, new DataPeer.Same()),
                LineLimits.DEFAULT,
                SessionTimeouts.DEFAULT);
        hop = FtpHop.start(
                new FtpHopSettings(
                        "hop",
                        List.of(new InetSocketAddress("127.68.1.1", 0)),
                        new TargetSettings(
                                new HostPort("127.68.2.1", server.getLocalPort()), Duration.ofSeconds(2), null),
                        ftp,
                        Admission.EVERYBODY),
                new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), event -> {}));
    }

    @AfterEach
    void stop() throws IOException {
        hop.close();
        server.close();
        transport.close();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read(Socket socket, int length) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    @Test
    void afterThe234EverythingIsRelayedUnread() throws Exception {
        try (TestClient client = new TestClient("127.68.0.5", hop.addresses().getFirst());
                Socket control = server.accept();
                ServerSocket data = new ServerSocket(PORTS.first(), 5, SERVER)) {
            data.setSoTimeout(5000);
            write(control, "220 hi\r\n");
            assertThat(client.read()).isEqualTo("220 hi");
            client.send("AUTH TLS");
            assertThat(read(control, 10)).isEqualTo("AUTH TLS\r\n");
            // What follows the 234 in the same segment is no reply any more.
            write(control, "234 go\r\n227 (10,9,9,9,1,1)");
            assertThat(client.read()).isEqualTo("234 go");
            assertThat(client.readChars(18)).isEqualTo("227 (10,9,9,9,1,1)");

            write(client.control, "\u0016\u0003\u0001 no line end");
            assertThat(read(control, 15)).isEqualTo("\u0016\u0003\u0001 no line end");

            try (Socket dialled = client.dial(new InetSocketAddress("127.68.1.1", PORTS.first()));
                    Socket arrived = data.accept()) {
                write(arrived, "listing");
                assertThat(read(dialled, 7)).isEqualTo("listing");
            }
        }
        hop.drain().get(5, TimeUnit.SECONDS);
        assertThat(hop.openSessions()).isZero();
    }

    @Test
    void afterThe235OfGssapiTooAndDataPortsLeadToTheSamePorts() throws Exception {
        try (TestClient client = new TestClient("127.68.0.5", hop.addresses().getFirst());
                Socket control = server.accept();
                ServerSocket data = new ServerSocket(PORTS.first(), 5, SERVER)) {
            data.setSoTimeout(5000);
            write(control, "220 hi\r\n");
            assertThat(client.read()).isEqualTo("220 hi");
            client.send("AUTH GSSAPI");
            assertThat(read(control, 13)).isEqualTo("AUTH GSSAPI\r\n");
            write(control, "334 go on\r\n");
            assertThat(client.read()).isEqualTo("334 go on");
            client.send("ADAT abcd");
            assertThat(read(control, 11)).isEqualTo("ADAT abcd\r\n");
            write(control, "235 ADAT=efgh\r\n");
            assertThat(client.read()).isEqualTo("235 ADAT=efgh");

            client.send("ENC PASV+as+base64");
            assertThat(read(control, 20)).isEqualTo("ENC PASV+as+base64\r\n");
            write(control, "632 227+as+base64\r\n");
            assertThat(client.read()).isEqualTo("632 227+as+base64");
            try (Socket dialled = client.dial(new InetSocketAddress("127.68.1.1", PORTS.first()));
                    Socket arrived = data.accept()) {
                write(arrived, "listing");
                assertThat(read(dialled, 7)).isEqualTo("listing");
            }
        }
    }
}
