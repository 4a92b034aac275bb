package io.github.passage.it.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.passage.it.program.RunningHop;
import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.tool.ItLogs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AcceptBurstIT {
    private static final int CONNECTIONS = 2000;

    private static final String GREETING = "220 ready\r\n";

    private final ItLogs logs = ItLogs.fresh("AcceptBurstIT");
    private final LoopbackAddresses addresses = new LoopbackAddresses();
    private final List<SocketChannel> clients = new ArrayList<>();
    private final Queue<Socket> served = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
        for (Socket each : served) {
            each.close();
        }
    }

    @Test
    @Timeout(180)
    void twoThousandClientsAtOnceAreAllGreeted() throws IOException {
        assumeTrue(mayOpen() > 3 * CONNECTIONS, "this process may not have " + 3 * CONNECTIONS + " files open");
        InetAddress host = addresses.next();
        try (ServerSocket server = new ServerSocket(0, CONNECTIONS, addresses.next());
                RunningHop hop = RunningHop.start(
                        logs,
                        "proxy",
                        "--listen",
                        host.getHostAddress() + ":0",
                        "--target",
                        server.getInetAddress().getHostAddress() + ":" + server.getLocalPort())) {
            Thread.ofVirtual().start(() -> greetAll(server));

            for (int i = 0; i < CONNECTIONS; i++) {
                SocketChannel client = SocketChannel.open();
                clients.add(client);
                client.configureBlocking(false);
                client.connect(hop.address());
            }

            for (SocketChannel client : clients) {
                client.configureBlocking(true);
                client.finishConnect();
                client.socket().setSoTimeout(30_000);
                byte[] greeting = client.socket().getInputStream().readNBytes(GREETING.length());
                assertThat(new String(greeting, US_ASCII)).isEqualTo(GREETING);
            }
            assertThat(hop.program().errors()).noneMatch(line -> line.contains(" ERROR ") || line.contains("pauses"));
        }
    }

    private void greetAll(ServerSocket server) {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                served.add(client);
                client.getOutputStream().write(GREETING.getBytes(US_ASCII));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    /** How many files this process, and the program that it starts, may have open. */
    private static long mayOpen() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
    }
}
