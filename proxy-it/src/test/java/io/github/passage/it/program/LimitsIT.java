package io.github.passage.it.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.server.FtpServerRig;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What real clients are told at a hop's limits, who goes on nevertheless, and what the metrics count. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class LimitsIT {
    private static final InetAddress ONE = InetAddress.ofLiteral("127.90.9.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("127.90.9.2");
    private static final InetAddress DENIED = InetAddress.ofLiteral("127.90.9.3");
    private static final String REFUSED = "passage_sessions_refused_total";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Of these, one passes at once and each of the others takes a second. */
    private static final int FILE_SECONDS = 3;

    private static final int BYTES_PER_SECOND = 1 << 20;
    private static final int FILE_SIZE = FILE_SECONDS * BYTES_PER_SECOND;
    private static final Duration LEAST = Duration.ofSeconds(FILE_SECONDS - 1);

    private final ItLogs logs = ItLogs.fresh("LimitsIT");
    private TestServer server;
    private PassageProcess passage;
    private String admin;

    @TempDir
    private static Path directory;

    @BeforeAll
    void start() {
        server = new TestServer(logs, new PortRange(20700, 20799), FILE_SIZE);
        Path file = new ConfigFiles(directory).write("limits.conf", """
                admin.listen = "%1$s:0"
                hop-defaults.target = "%2$s"
                hops {
                  total { listen = "%1$s:0", data-ports = 9000-9008, limits.sessions = 2 }
                  client { listen = "%1$s:0", data-ports = 9010-9018, limits.sessions-per-client = 2 }
                  rate { listen = "%1$s:0", data-ports = 9020-9028, limits.new-sessions-per-second = 1 }
                  bandwidth { listen = "%1$s:0", data-ports = 9030-9038, limits.bandwidth-per-session = %3$dKiB }
                  deny { listen = "%1$s:0", data-ports = 9040-9048, deny = %4$s, refused-sources = reply }
                }
                """.formatted(
                        server.hopHost(), server.target(), BYTES_PER_SECOND / 1024, DENIED.getHostAddress()));
        passage = PassageProcess.start(logs, "proxy", "--config", file.toString());
        admin = passage.awaitError("admin at (http://\\S+)$").group(1);
    }

    @AfterAll
    void stop() {
        try (TestServer _ = server;
                PassageProcess _ = passage) {
            // To end what has begun
        }
    }

    @Test
    void whoComesWhenAllSessionsAreTakenIsToldSo() throws IOException {
        try (FtpDialog one = session("total", ONE)) {
            try (FtpDialog two = session("total", OTHER)) {
                long told = new Callers("total", OTHER).areTold("421 Too many sessions, try again later.");

                awaitSum(told, REFUSED, "hop=\"total\"", "cause=\"sessions\"");
                awaitSum(2, "passage_sessions_open", "hop=\"total\"");
                awaitSum(2, "passage_sessions_limit", "hop=\"total\"");
                lists(two);
            }
            lists(one);
            new Callers("total", OTHER).areServed();
        }
    }

    @Test
    void whoHasAllSessionsOfAClientIsToldSoAndOthersAreServed() throws IOException {
        try (FtpDialog one = session("client", ONE);
                FtpDialog two = session("client", ONE)) {
            long told = new Callers("client", ONE).areTold("421 Too many sessions from your address, try again later.");

            awaitSum(told, REFUSED, "hop=\"client\"", "cause=\"sessions-per-client\"");
            new Callers("client", OTHER).areServed();
            lists(one);
            lists(two);
        }
    }

    @Test
    void whoComesInAStormIsToldSoAndSessionsThatStandGoOn() throws Exception {
        Callers callers = new Callers("rate", OTHER);
        try (FtpDialog standing = session("rate", ONE)) {
            long told;
            try (Storm storm = new Storm(hop("rate"), DENIED)) {
                // Whoever comes when a second is over may be served.
                told = callers.areToldAtLast("421 Too many new sessions, try again later.");
                lists(standing);
                told += storm.end();
            }
            awaitSum(told, REFUSED, "hop=\"rate\"", "cause=\"rate\"");
            callers.areServed();
        }
    }

    @Test
    void whoIsDeniedIsToldSoAndOthersAreServed() throws IOException {
        long told = new Callers("deny", DENIED).areTold("530 Access denied.");

        awaitSum(told, REFUSED, "hop=\"deny\"", "cause=\"denied\"");
        new Callers("deny", ONE).areServed();
    }

    @Test
    void aTransferTakesAsLongAsItsBandwidthSays() throws IOException {
        Path received = directory.resolve("received");
        RealClient client = client("bandwidth");
        try (FtpDialog slow = session("bandwidth", OTHER);
                Socket data = slow.openData(slow.pasv())) {
            slow.send("RETR " + TestServer.FILE);
            slow.expect("150");
            InputStream in = data.getInputStream();
            byte[] first = {(byte) in.read()};

            takesLong(() -> client.curl(TestServer.FILE, "--output", received.toString()));
            assertThat(Sha256.of(received)).isEqualTo(server.sha256());
            takesLong(() -> client.curl("w/curl.bin", "--upload-file", received.toString()));
            // Else it compresses what it sends
            takesLong(() -> client.lftp("set ftp:use-mode-z no", "put " + received + " -o w/lftp.bin"));
            takesLong(() -> client.python(
                    ONE.getHostAddress(), "f.storbinary('STOR w/python.bin', open('%s', 'rb'))".formatted(received)));
            for (String name : List.of("curl", "lftp", "python")) {
                assertThat(Sha256.of(server.rig().writable().resolve(name + ".bin")))
                        .as(name)
                        .isEqualTo(server.sha256());
            }

            assertThat(Sha256.of(new SequenceInputStream(new ByteArrayInputStream(first), in)))
                    .isEqualTo(server.sha256());
            slow.expect("226");
        }
        awaitSum(2L * FILE_SIZE, "passage_data_bytes_total", "hop=\"bandwidth\"", "direction=\"download\"");
        awaitSum(3L * FILE_SIZE, "passage_data_bytes_total", "hop=\"bandwidth\"", "direction=\"upload\"");
        awaitSum(5L * FILE_SIZE, "passage_data_moved_bytes_total", "hop=\"bandwidth\"", "means=\"copy\"");
    }

    /** There is no upper bound: the machine may be busy. */
    private static void takesLong(Supplier<String> transfer) {
        long start = System.nanoTime();
        String output = transfer.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(output).isGreaterThanOrEqualTo(LEAST);
    }

    private InetSocketAddress hop(String name) {
        String port =
                passage.awaitError("hop " + name + " listens on \\S+:(\\d+)$").group(1);
        return new InetSocketAddress(server.hopHost(), Integer.parseInt(port));
    }

    private RealClient client(String hop) {
        return new RealClient(hop(hop), server.rig().account(), logs);
    }

    private FtpDialog session(String hop, InetAddress source) throws IOException {
        FtpDialog dialog = FtpDialog.open(hop(hop), source);
        dialog.login(server.rig().account());
        return dialog;
    }

    private static void lists(FtpDialog dialog) throws IOException {
        try (Socket data = dialog.openData(dialog.pasv())) {
            dialog.send("NLST " + FtpServerRig.WRITABLE);
            dialog.expect("150");
            assertThat(new String(data.getInputStream().readAllBytes(), UTF_8)).contains("file.bin");
            dialog.expect("226");
        }
    }

    private void awaitSum(long expected, String metric, String... labels) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(Scrape.of(admin).sum(metric, labels))
                        .as(metric)
                        .isEqualTo((double) expected));
    }

    /** Three real programs, one after the other, from an address of their own. */
    private final class Callers {
        private static final int COUNT = 3;

        private final RealClient client;
        private final String source;

        Callers(String hop, InetAddress source) {
            this.client = client(hop);
            this.source = source.getHostAddress();
        }

        private String call(int number) {
            return switch (number) {
                case 0 -> client.curl("w/", "--interface", source);
                case 1 ->
                    client.lftp("set net:reconnect-interval-base 1\nset net:socket-bind-ipv4 " + source, "cls w/");
                default -> client.python(source, "f.dir('w')");
            };
        }

        /** Each is refused; how often they were, since lftp tries once more. */
        long areTold(String reply) {
            long told = 0;
            for (int i = 0; i < COUNT; i++) {
                String output = call(i);
                assertThat(output).contains(reply).doesNotContain("file.bin");
                told += timesTold(output, reply);
            }
            return told;
        }

        /** Each is refused at last; how often they were. */
        long areToldAtLast(String reply) {
            AtomicLong told = new AtomicLong();
            for (int i = 0; i < COUNT; i++) {
                int number = i;
                await().atMost(PATIENCE).until(() -> told.addAndGet(timesTold(call(number), reply)) > number);
            }
            return told.get();
        }

        private static long timesTold(String output, String reply) {
            return Pattern.compile("(?m)^(< |<--- |ftplib\\.error_\\w+: )" + Pattern.quote(reply))
                    .matcher(output)
                    .results()
                    .count();
        }

        /** A session that has ended is counted until its server has closed it, too. */
        void areServed() {
            for (int i = 0; i < COUNT; i++) {
                int number = i;
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(call(number)).contains("file.bin"));
            }
        }
    }
}
