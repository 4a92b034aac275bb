package io.github.passage.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.config.WatchFlags;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.HopContext;
import io.github.passage.telemetry.ProcessFact;
import io.github.passage.telemetry.ReloadResult;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reloader that looks when the test says so, with hops on real sockets. */
@Timeout(30)
class ReloaderTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    @TempDir
    private Path folder;

    private final Transport transport = Transport.open(1);
    private final LiveHops hops =
            new LiveHops(new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), event -> {}));
    private final List<ProcessFact.ConfigReloaded> told = new ArrayList<>();
    /** Says nothing, so that sessions stand. */
    private ServerSocket server;

    private Reloader reloader;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.75.1.2"));
        write("edge", 2121, "");
        ConfigSource.Loaded loaded = new ConfigSource(file(), WatchFlags.NONE).load();
        hops.start(loaded.config().hops());
        reloader = new Reloader(loaded, hops, told::add, InstantSource.fixed(NOW));
    }

    @AfterEach
    void stop() throws IOException {
        hops.all().forEach(FtpHop::close);
        transport.close();
        server.close();
    }

    private Path file() {
        return folder.resolve("passage.conf");
    }

    private void write(String hop, int port, String more) throws IOException {
        Files.writeString(file(), """
                passage.hops.%s { listen = "127.75.1.1:%d", target = "127.75.1.2:%d", data-ports = 18592-18593 }
                %s
                """.formatted(hop, port, server.getLocalPort(), more));
    }

    private void lookTwice() {
        reloader.look();
        reloader.look();
    }

    private void lookUntil(BooleanSupplier done) {
        Awaitility.await().until(() -> {
            reloader.look();
            return done.getAsBoolean();
        });
    }

    private List<ReloadResult> results() {
        return told.stream().map(ProcessFact.ConfigReloaded::result).toList();
    }

    private static Socket session(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.75.1.1", port), 2000);
        return socket;
    }

    private static boolean listens(int port) {
        try (Socket socket = session(port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void aChangeIsTakenOverWhenItIsSeenTwice() throws IOException {
        reloader.look();
        write("edge", 2121, "passage.hops.edge.passive-address = keep");
        reloader.look();
        assertThat(told).isEmpty();

        reloader.look();

        assertThat(told)
                .containsExactly(new ProcessFact.ConfigReloaded(ReloadResult.APPLIED, "hop edge changed", true, NOW));
        assertThat(reloader.running().effective().toString()).contains("passive-address=keep");
        reloader.look();
        assertThat(told).hasSize(1);
    }

    @Test
    void aMistakeIsRefusedUntilItIsMended() throws IOException {
        write("edge", 2121, "passage.hops.edge.passive-adress = keep");
        lookTwice();

        assertThat(results()).containsExactly(ReloadResult.REFUSED);
        assertThat(reloader.refusal()).get().asString().startsWith(file() + ":2: passage.hops.edge.passive-adress");
        assertThat(reloader.running().effective().toString()).contains("passive-address=control");
        assertThat(listens(2121)).isTrue();

        write("edge", 2121, "");
        lookTwice();
        assertThat(results()).containsExactly(ReloadResult.REFUSED, ReloadResult.UNCHANGED);
        assertThat(reloader.refusal()).isEmpty();
    }

    @Test
    void whatNeedsARestartIsRefusedAsAWhole() throws IOException {
        write("edge", 2121, "passage { event-loops = 3, hops.edge.passive-address = keep }");
        lookTwice();

        assertThat(reloader.refusal())
                .contains(file() + ": passage.event-loops: 3 (expected: auto, as at the start; restart to change it)");
        assertThat(reloader.running().effective().toString()).contains("passive-address=control");
    }

    @Test
    void anAddressThatIsTakenRefusesAllOfIt() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("127.75.1.1", 2129));
            write("edge", 2127, """
                    passage.hops.new { listen = "127.75.1.1:2129", target = "127.75.1.2:21", data-ports = 18594 }
                    """);
            lookTwice();
        }

        assertThat(reloader.refusal()).get().asString().contains("cannot listen on 127.75.1.1:2129 (new)");
        assertThat(listens(2127)).isFalse();
        assertThat(listens(2121)).isTrue();
        assertThat(listens(18594)).isFalse();
    }

    @Test
    void anAddressThatIsTakenIsTriedUntilItIsFreeAndToldOnce() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("127.75.1.1", 2129));
            write("edge", 2127, """
                    passage.hops.new { listen = "127.75.1.1:2129", target = "127.75.1.2:21", data-ports = 18594 }
                    """);
            for (int looks = 0; looks < 10; looks++) {
                reloader.look();
            }
            assertThat(results()).containsExactly(ReloadResult.REFUSED);
            assertThat(told.getFirst().detail()).endsWith("; it is tried again by itself");
            assertThat(listens(2127)).isFalse();
        }

        lookUntil(() -> reloader.refusal().isEmpty());
        assertThat(told)
                .last()
                .isEqualTo(new ProcessFact.ConfigReloaded(
                        ReloadResult.APPLIED, "hop edge changed, hop new added", true, NOW));
        assertThat(results()).hasSize(2);
        assertThat(listens(2127)).isTrue();
        assertThat(listens(2129)).isTrue();
    }

    @Test
    void ofSeveralAddressesThatAreTakenEachIsToldOnce() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress("127.75.1.1", 2129));
            try (ServerSocket one = new ServerSocket()) {
                one.bind(new InetSocketAddress("127.75.1.1", 2128));
                write("edge", 2121, """
                        passage.hops.new { listen = [ "127.75.1.1:2128", "127.75.1.1:2129" ], target = "127.75.1.2:21", data-ports = 18594 }
                        """);
                lookTwice();
            }
            lookUntil(() -> told.size() == 2);
            assertThat(told)
                    .extracting(ProcessFact.ConfigReloaded::detail)
                    .satisfiesExactly(
                            first -> assertThat(first).contains("127.75.1.1:2128 (new): address already in use"),
                            second -> assertThat(second).contains("127.75.1.1:2129 (new): address already in use"));
        }
        lookUntil(() -> reloader.refusal().isEmpty());
        assertThat(results()).containsExactly(ReloadResult.REFUSED, ReloadResult.REFUSED, ReloadResult.APPLIED);
    }

    @Test
    void aFileThatHasChangedMeanwhileIsNotTriedAgain() throws IOException {
        String more = """
                passage.hops.new { listen = "127.75.1.1:2129", target = "127.75.1.2:21", data-ports = 18594 }
                """;
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("127.75.1.1", 2129));
            write("edge", 2121, "passage.reload = off");
            lookTwice();
            write("edge", 2121, "passage.reload = off\n" + more);
            reloader.reload();
            assertThat(results()).containsExactly(ReloadResult.APPLIED, ReloadResult.REFUSED);
            write("edge", 2121, "# without it");
        }
        lookTwice();
        assertThat(listens(2129)).isFalse();

        write("edge", 2121, "passage.reload = off\n" + more);
        reloader.reload();
        assertThat(listens(2129)).isTrue();
    }

    @Test
    void aHopThatComesBackIsThereWhenItsSessionsHaveGone() throws IOException {
        try (Socket session = session(2121);
                Socket served = server.accept()) {
            assertThat(served.isConnected()).isTrue();
            Awaitility.await().until(() -> hops.standing().getFirst().isInUse());
            Files.writeString(file(), """
                    passage.hops.rim { listen = "127.75.1.1:2128", target = "127.75.1.2:21", data-ports = 18594 }
                    """);
            lookTwice();
            write("edge", 2121, "");
            for (int looks = 0; looks < 10; looks++) {
                reloader.look();
            }

            assertThat(results()).containsExactly(ReloadResult.APPLIED, ReloadResult.REFUSED);
            assertThat(reloader.refusal())
                    .get()
                    .asString()
                    .contains("passage.hops.edge: sessions from before it was taken away are still there")
                    .endsWith("; it is tried again by itself");
            assertThat(session.isClosed()).isFalse();
        }
        lookUntil(() -> reloader.refusal().isEmpty());
        assertThat(results()).containsExactly(ReloadResult.APPLIED, ReloadResult.REFUSED, ReloadResult.APPLIED);
        assertThat(hops.standing()).extracting(FtpHop::name).containsExactly("edge");
        assertThat(listens(2121)).isTrue();
    }

    @Test
    void aHopThatIsTakenAwayGoesWhenItsSessionsHaveGone() throws IOException {
        try (Socket session = session(2121);
                Socket served = server.accept()) {
            assertThat(served.isConnected()).isTrue();
            Awaitility.await().until(() -> hops.standing().getFirst().isInUse());
            Files.writeString(file(), """
                    passage.hops.rim { listen = "127.75.1.1:2128", target = "127.75.1.2:21", data-ports = 18594 }
                    """);
            lookTwice();

            assertThat(told.getLast().detail()).isEqualTo("hop rim added, hop edge taken away");
            assertThat(hops.standing()).extracting(FtpHop::name).containsExactly("rim");
            assertThat(listens(2121)).isFalse();
            assertThat(listens(2128)).isTrue();
            assertThat(session.isClosed()).isFalse();
        }
        lookUntil(() -> hops.all().size() == 1);
        assertThat(listens(18592)).isFalse();
        write("edge", 2121, "");
        lookTwice();
        assertThat(results()).containsExactly(ReloadResult.APPLIED, ReloadResult.APPLIED);
        assertThat(hops.standing().getFirst().numbered()).isPositive();
    }

    @Test
    void withoutReloadOnlyThoseWhoAskAreHeard() throws IOException {
        write("edge", 2121, "passage.reload = off");
        lookTwice();
        write("edge", 2121, "passage.reload = off\npassage.shutdown-grace = 5s");
        lookTwice();
        assertThat(results()).containsExactly(ReloadResult.APPLIED);

        reloader.reload();
        assertThat(results()).containsExactly(ReloadResult.APPLIED, ReloadResult.APPLIED);
        reloader.reload();
        assertThat(results()).last().isEqualTo(ReloadResult.UNCHANGED);
    }

    @Test
    void nothingIsTakenOverAfterTheEndHasBegun() throws IOException {
        reloader.close();
        write("edge", 2121, "passage.shutdown-grace = 5s");
        lookTwice();
        reloader.reload();

        assertThat(told).isEmpty();
    }

    @Test
    void aFileThatIsGoneIsRefusedAndNothingElse() throws IOException {
        Files.delete(file());
        lookTwice();

        assertThat(reloader.refusal()).get().asString().contains("no such file");
        assertThat(listens(2121)).isTrue();
    }
}
