package io.github.passage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.passage.address.IpLiteral;
import io.github.passage.config.ConfigLoader;
import io.github.passage.config.ProxyConfig;
import io.github.passage.lab.transfer.DataPortListener;
import io.github.passage.lab.transfer.TransferServer;
import io.github.passage.lab.transfer.TransferServerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A proxy on an address of its own, in front of the Transfer stand-in. */
@Timeout(30)
class RunningProxyTest {
    private static final Inet4Address SERVER = IpLiteral.parseV4("127.74.1.2").orElseThrow();
    /** More than all buffers on the way hold, so that a transfer waits for its reader. */
    private static final int FILE_SIZE = 24 * 1024 * 1024;

    @TempDir
    private Path folder;

    private TransferServer server;
    private RunningProxy proxy;
    private final byte[] file = new byte[FILE_SIZE];
    private final FTPClient client = new FTPClient();

    @BeforeEach
    void startServer() throws IOException {
        new Random(11).nextBytes(file);
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.write(home.resolve("big.bin"), file);
        server = new TransferServer(
                TransferServerSettings.of(new InetSocketAddress(SERVER, 0), SERVER, home), DataPortListener.NONE);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        client.disconnect();
        if (proxy != null) {
            proxy.stop();
        }
        server.close();
    }

    private ProxyConfig config(String grace) throws IOException {
        return config(grace, "\"127.74.1.2:%d\"");
    }

    private ProxyConfig config(String grace, String target) throws IOException {
        return ConfigLoader.load(Files.writeString(folder.resolve("passage.conf"), """
                passage.shutdown-grace = %s
                passage.hops.edge { listen = "127.74.1.1:0", target = %s, data-ports = 18392-18400 }
                """.formatted(
                        grace, target.formatted(server.address().getPort()))));
    }

    /** The port is in the line that the operator reads. */
    private int port() {
        String line = proxy.addresses().getFirst();
        assertThat(line).matches("hop edge listens on 127\\.74\\.1\\.1:\\d+");
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    private void login() throws IOException {
        client.setDefaultTimeout(5000);
        client.setDataTimeout(Duration.ofSeconds(5));
        client.connect("127.74.1.1", port());
        assertThat(client.login("demo", "demo-passage")).isTrue();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        client.enterLocalPassiveMode();
    }

    private CompletableFuture<Void> stopping() {
        return CompletableFuture.runAsync(proxy::stop);
    }

    @Test
    void aSessionGoesThrough() throws IOException {
        proxy = RunningProxy.start(config("10s"));
        login();

        ByteArrayOutputStream received = new ByteArrayOutputStream();
        assertThat(client.retrieveFile("big.bin", received)).isTrue();
        assertThat(received.toByteArray()).isEqualTo(file);
        assertThat(client.listNames()).containsExactly("big.bin");
    }

    @Test
    void ofSeveralTargetsOneThatIsNotThereIsPassedOver() throws IOException {
        proxy = RunningProxy.start(config("10s", "[ \"127.74.1.3:1\", \"127.74.1.2:%d\", \"127.74.1.4:1\" ]"));
        for (int i = 0; i < 3; i++) {
            login();
            assertThat(client.listNames()).containsExactly("big.bin");
            client.logout();
            client.disconnect();
        }
    }

    @Test
    void anIdleSessionIsEndedWith421AndNothingListensAnyMore() throws Exception {
        proxy = RunningProxy.start(config("60s"));
        login();
        int port = port();

        stopping().get(30, TimeUnit.SECONDS);

        assertThatThrownBy(client::getReply).hasMessageContaining("421");
        assertThatThrownBy(() -> new FTPClient().connect("127.74.1.1", port)).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> new FTPClient().connect("127.74.1.1", 18392)).isInstanceOf(SocketException.class);
    }

    @Test
    void aTransferMayFinishWithinTheGracePeriod() throws Exception {
        proxy = RunningProxy.start(config("60s"));
        login();
        InputStream download = client.retrieveFileStream("big.bin");
        byte[] start = download.readNBytes(1000);

        CompletableFuture<Void> stopped = stopping();
        byte[] rest = download.readAllBytes();
        download.close();

        assertThat(start.length + rest.length).isEqualTo(FILE_SIZE);
        assertThat(client.completePendingCommand()).isTrue();
        stopped.get(30, TimeUnit.SECONDS);
        assertThatThrownBy(client::getReply).hasMessageContaining("421");
    }

    @Test
    void newSessionsAreTakenDuringTheDrainDelayAndAHurryEndsAllWaiting() throws Exception {
        proxy = RunningProxy.start(config("20s\npassage.drain-delay = 20s"));
        int port = port();

        CompletableFuture<Void> stopped = stopping();
        login();
        assertThat(client.listNames()).containsExactly("big.bin");
        assertThat(stopped).isNotDone();
        proxy.hurry();

        stopped.get(10, TimeUnit.SECONDS);
        assertThatThrownBy(client::getReply).hasMessageContaining("421");
        assertThatThrownBy(() -> new FTPClient().connect("127.74.1.1", port)).isInstanceOf(SocketException.class);
    }

    @Test
    void aTransferThatOutlastsTheGracePeriodIsCut() throws Exception {
        proxy = RunningProxy.start(config("200ms"));
        login();
        InputStream download = client.retrieveFileStream("big.bin");
        assertThat(download.readNBytes(1000)).hasSize(1000);

        stopping().get(20, TimeUnit.SECONDS);

        assertThatThrownBy(download::readAllBytes).isInstanceOf(SocketException.class);
    }

    @Test
    void theLogTellsTheSessionAndNeverThePassword() throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger("passage");
        Level before = logger.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(lines);
        try {
            proxy = RunningProxy.start(config("10s"));
            login();
            client.listNames();
            client.logout();
            proxy.stop();
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }

        assertThat(new ArrayList<>(lines.list))
                .extracting(line -> line.getFormattedMessage() + " " + line.getKeyValuePairs())
                .anyMatch(line -> line.startsWith("login ") && line.contains("user=\"demo\""))
                .anyMatch(line -> line.startsWith("command ") && line.contains("verb=\"PASS\""))
                .anyMatch(line -> line.startsWith("ended ") && line.contains("verdict=\"ok\""))
                .anyMatch(line -> line.startsWith("passive ")
                        && line.contains("announced=\"127.74.1.2:")
                        && line.contains("advertised=\"127.74.1.1:"))
                .noneMatch(line -> line.contains("demo-passage"));
    }
}
