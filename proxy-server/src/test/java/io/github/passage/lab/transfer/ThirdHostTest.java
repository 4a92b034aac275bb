package io.github.passage.lab.transfer;

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
import io.github.passage.hop.Admission;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.hop.HopContext;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.target.TargetSettings;
import io.github.passage.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client behind a hop cannot make the server dial anybody, though the server would (FTP bounce, RFC 2577 section 3). */
@Timeout(20)
class ThirdHostTest {
    private static final PortRange PORTS = new PortRange(18392, 18394);

    @TempDir
    private Path home;

    private final Transport transport = Transport.open(1);
    private FtpServer server;
    private FtpHop hop;
    private ServerSocket third;
    private InetSocketAddress serverAddress;

    @BeforeEach
    void start() throws Exception {
        third = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 46, 0, 93}));
        third.setSoTimeout(5000);
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.46.0.91");
        listener.setPort(0);
        FtpServerFactory factory = new FtpServerFactory();
        factory.getListeners().put("default", listener.createListener());
        UserManager users = new PropertiesUserManagerFactory().createUserManager();
        BaseUser user = new BaseUser();
        user.setName("demo");
        user.setPassword("demo-passage");
        user.setHomeDirectory(home.toString());
        users.save(user);
        factory.setUserManager(users);
        server = factory.createServer();
        server.start();
        serverAddress = new InetSocketAddress(
                "127.46.0.91", factory.getListener("default").getPort());
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
                        List.of(new InetSocketAddress("127.46.0.92", 0)),
                        new TargetSettings(HostPort.of(serverAddress), Duration.ofSeconds(5), null),
                        ftp,
                        Admission.EVERYBODY),
                new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), event -> {}));
    }

    @AfterEach
    void stop() throws Exception {
        hop.close();
        server.stop();
        third.close();
        transport.close();
    }

    private String numbers() {
        int port = third.getLocalPort();
        return "127,46,0,93," + port / 256 + "," + port % 256;
    }

    private static String command(ControlClient client, String line) throws Exception {
        client.socket().getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return client.reply();
    }

    @Test
    void theServerByItselfDialsAThirdHost() throws Exception {
        try (ControlClient client = ControlClient.loggedIn(serverAddress)) {
            assertThat(command(client, "XPORT " + numbers())).startsWith("200 ");
            assertThat(command(client, "LIST")).startsWith("150 ");
            try (Socket dialled = third.accept()) {
                assertThat(dialled.getPort()).isPositive();
            }
        }
    }

    @Test
    void behindTheHopItNeverDoes() throws Exception {
        String numbers = numbers();
        String extended = "|1|127.46.0.93|" + third.getLocalPort() + "|";
        List<String> lines = List.of(
                "PORT " + numbers,
                "port " + numbers,
                "PORT\t" + numbers,
                "  PORT " + numbers,
                "\0PORT " + numbers,
                "XPORT " + numbers,
                "xPoRt " + numbers,
                "XXPORT " + numbers,
                "EPRT " + extended,
                "XEPRT " + extended,
                "\u0001PORT " + numbers,
                "\u001f XPORT " + numbers,
                "\u000bPORT " + numbers,
                "PORT\u000b" + numbers,
                "PORT\u0000 " + numbers,
                "\"PORT\" " + numbers,
                "PO\u00ffxRT " + numbers,
                "PO\u00ff\u00f1RT " + numbers,
                "\u00ffNPORT " + numbers,
                "\u00ff\u00fbNPORT " + numbers,
                "\u00ff\u00f4\u00ff\u00f2PORT " + numbers,
                "\u00ff\u00fb\u0018XPORT " + numbers,
                "NOOP\rPORT " + numbers,
                "NOOP \rPORT " + numbers,
                "NOOP\r\0PORT " + numbers,
                "NOOP \0PORT " + numbers);
        try (ControlClient client = ControlClient.loggedIn(hop.addresses().getFirst())) {
            for (String line : lines) {
                assertThat(command(client, line)).as(line).startsWith("50");
                assertThat(command(client, "LIST")).as(line).startsWith("503 ");
            }
        }
        // Connections queue up in their order, so a dialled one would come first.
        try (Socket own = new Socket(third.getInetAddress(), third.getLocalPort());
                Socket first = third.accept()) {
            assertThat(first.getPort()).isEqualTo(own.getLocalPort());
        }
    }
}
