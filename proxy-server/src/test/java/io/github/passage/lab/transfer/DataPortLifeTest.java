package io.github.passage.lab.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DataPortLifeTest {

    private static final List<String> ONE_PAIR = List.of("opened 8192", "closed 8192");
    private static final int LARGE = 16 * 1024 * 1024;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(2);
        Files.write(server.home().resolve("small.bin"), new byte[100]);
        Files.write(server.home().resolve("large.bin"), new byte[LARGE]);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aTransferClosesItsPort() throws Exception {
        try (ControlClient client = server.login();
                Socket data = connectData(client.openPort())) {
            client.command("RETR small.bin");
            assertThat(data.getInputStream().readAllBytes()).hasSize(100);
            assertThat(client.reply()).isEqualTo("226 Transfer complete.");

            assertThat(server.ports().awaitEvents(2)).isEqualTo(ONE_PAIR);
        }
    }

    @Test
    void aSecondPassiveCommandReplacesTheFirstPort() throws Exception {
        try (ControlClient client = server.login()) {
            client.command("PASV");
            client.command("EPSV");

            assertThat(server.ports().events()).containsExactly("opened 8192", "closed 8192", "opened 8193");
            assertThatThrownBy(() -> connectData(8192)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void abortBeforeTheTransferClosesThePort() throws Exception {
        try (ControlClient client = server.login()) {
            client.openPort();
            assertThat(client.command("ABOR")).isEqualTo("226 ABOR command successful.");

            assertThat(server.ports().events()).isEqualTo(ONE_PAIR);
            client.openPort();
        }
    }

    @Test
    void aSessionThatVanishesClosesItsPort() throws Exception {
        try (ControlClient client = server.login()) {
            client.openPort();
            client.socket().setSoLinger(true, 0);
        }
        assertThat(server.ports().awaitEvents(2)).isEqualTo(ONE_PAIR);
    }

    @Test
    void aSessionThatVanishesWhileTheServerWaitsForDataClosesItsPort() throws Exception {
        try (ControlClient client = server.login()) {
            client.openPort();
            client.command("LIST");
        }
        assertThat(server.ports().awaitEvents(2)).isEqualTo(ONE_PAIR);
    }

    @Test
    void aTransferUnderWayOutlivesItsControlConnection() throws Exception {
        ControlClient client = server.login();
        try (Socket data = connectData(client.openPort())) {
            client.command("TYPE I");
            client.command("RETR large.bin");
            data.getInputStream().read();
            client.close();
            assertThat(data.getInputStream().readAllBytes()).hasSize(LARGE - 1);
        }
        assertThat(server.ports().awaitEvents(2)).isEqualTo(ONE_PAIR);
    }

    @Test
    void abortBreaksOffATransferThatNobodyReads() throws Exception {
        try (ControlClient client = server.login();
                Socket data = connectData(client.openPort())) {
            client.command("RETR large.bin");
            data.getInputStream().read();
            client.send("abor");

            assertThat(client.reply()).startsWith("426 ");
            assertThat(client.reply()).isEqualTo("226 ABOR command successful.");
            assertThat(server.ports().awaitEvents(2)).isEqualTo(ONE_PAIR);
        }
    }

    @Test
    void abortEndsTheWaitForADataConnection() throws Exception {
        try (ControlClient client = server.login()) {
            client.openPort();
            client.command("LIST");
            client.send("ABOR");

            assertThat(client.reply()).isEqualTo("425 Can't open data connection.");
            assertThat(client.reply()).isEqualTo("226 ABOR command successful.");
            assertThat(server.ports().awaitEvents(2)).isEqualTo(ONE_PAIR);
        }
    }

    @Test
    void abortAsUrgentDataWithTelnetSequencesBreaksOffATransfer() throws Exception {
        try (ControlClient client = server.login();
                Socket data = connectData(client.openPort())) {
            client.command("RETR large.bin");
            data.getInputStream().read();
            client.socket().getOutputStream().write(new byte[] {(byte) 0xFF, (byte) 0xF4, (byte) 0xFF});
            client.socket().sendUrgentData(0xF2);
            client.send("ABOR");

            assertThat(client.reply()).startsWith("426 ");
            assertThat(client.reply()).isEqualTo("226 ABOR command successful.");
            assertThat(client.command("NOOP")).startsWith("200 ");
        }
    }

    @Test
    void stopEndsSessionsAndClosesEveryPortAtOnce() throws Exception {
        try (ControlClient pending = server.login();
                ControlClient waiting = server.login();
                ControlClient transferring = server.login()) {
            pending.openPort();
            waiting.openPort();
            waiting.command("LIST");
            try (Socket data = connectData(transferring.openPort())) {
                transferring.command("RETR large.bin");

                long start = System.nanoTime();
                server.server().stop();
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(8));

                assertThat(server.ports().events()).hasSize(6).noneMatch(event -> event.contains("twice"));
                assertThat(server.ports().open()).isEmpty();
                assertThat(data.isConnected()).isTrue();
                assertThat(endsWithin(pending)).isTrue();
            }
        }
    }

    @Test
    void theServerStartsAgainOnTheSamePortsAfterAStop() throws Exception {
        for (int round = 0; round < 3; round++) {
            try (ControlClient client = server.login()) {
                assertThat(client.openPort()).isEqualTo(8192);
            }
            server.server().stop();
            server.server().stop();
            try (ServerSocket free = new ServerSocket()) {
                free.bind(new InetSocketAddress("127.46.0.2", 8192));
            }
            server.server().start();
            server.server().start();
        }
        assertThat(server.ports().open()).isEmpty();
        assertThat(server.ports().events()).hasSize(6);
    }

    @Test
    void manySessionsAtOnceLeaveOnlyPairs() throws Exception {
        List<Thread> threads = IntStream.range(0, 9)
                .mapToObj(i -> Thread.ofVirtual().start(this::transferRepeatedly))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> events = server.ports().awaitEvents(180);
        assertThat(events).hasSize(180).noneMatch(event -> event.contains("twice"));
        assertThat(server.ports().open()).isEmpty();
    }

    private void transferRepeatedly() {
        try (ControlClient client = server.login()) {
            for (int i = 0; i < 10; i++) {
                try (Socket data = connectData(client.openPort())) {
                    client.command("RETR small.bin");
                    data.getInputStream().readAllBytes();
                    client.reply();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean endsWithin(ControlClient client) {
        try {
            return client.isAtEnd();
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }

    private Socket connectData(int port) throws IOException {
        Socket data = new Socket();
        data.connect(server.dataAddress(port), 1000);
        data.setSoTimeout(5000);
        return data;
    }
}
