package io.github.passage.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.config.WatchFlags;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.HopContext;
import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.telemetry.HandOverResult;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.ProcessFact;
import io.github.passage.telemetry.ReloadResult;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.testing.TestAuthority;
import io.github.passage.testing.TestIdentity;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One replica whose certificate is in a folder as Kubernetes mounts a Secret, and others that connect to it. */
@Timeout(60)
class PeerFilesTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final InetSocketAddress DOOR = new InetSocketAddress("127.75.2.10", 19722);
    /** A data port of the replica that nobody waits at. */
    private static final InetSocketAddress UNCLAIMED = new InetSocketAddress("127.75.2.10", 18692);

    private static final int LIMIT_MILLIS = 20_000;

    @TempDir
    private Path folder;

    private final List<HopFact.HandOver> handOvers = new CopyOnWriteArrayList<>();
    private final List<ProcessFact.ConfigReloaded> told = new CopyOnWriteArrayList<>();
    private final Transport transport = Transport.open(1);
    private final LiveHops hops =
            new LiveHops(new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), this::note));
    private final TestIdentity old = TestAuthority.named("ca").issue("replica");
    private final TestAuthority authority = TestAuthority.named("ca");
    private final TestIdentity renewed = authority.issue("replica");
    private int versions;
    private Reloader reloader;

    PeerFilesTest() throws GeneralSecurityException {}

    @BeforeEach
    void start() throws Exception {
        swap(old);
        for (String name : List.of("tls.crt", "tls.key", "ca.crt")) {
            Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
        }
        configure("");
        ConfigSource.Loaded loaded = new ConfigSource(folder.resolve("passage.conf"), WatchFlags.NONE).load();
        hops.start(loaded.config().hops());
        reloader = new Reloader(loaded, hops, told::add, InstantSource.fixed(NOW));
    }

    @AfterEach
    void stop() {
        reloader.close();
        hops.all().forEach(FtpHop::close);
        transport.close();
    }

    private void configure(String more) throws IOException {
        Files.writeString(folder.resolve("passage.conf"), """
                passage.hops.edge {
                  listen = "127.75.2.10:2141", target = "127.75.2.11:21", data-ports = 18692-18693
                  replicas {
                    slots = 1, ordinal = 0, peer = "127.75.2.1{ordinal}:19722", listen = "127.75.2.10:19722"
                    tls { certificate = "%1$s/tls.crt", key = "%1$s/tls.key", ca = "%1$s/ca.crt" }
                  }
                }
                %2$s
                """.formatted(folder, more));
    }

    /** As the kubelet does it: a new folder, and one symbolic link that is moved. */
    private void swap(TestIdentity next) throws IOException, GeneralSecurityException {
        versions++;
        Path version = folder.resolve("..version_" + versions);
        next.write(version);
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), version.getFileName());
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A certificate with the key of another. */
    private TestIdentity mixed() {
        return new TestIdentity(old.key(), renewed.chain(), renewed.authority());
    }

    private void note(TelemetryEvent event) {
        if (event instanceof TelemetryEvent.AtHop(String hop, HopFact.HandOver handOver)) {
            handOvers.add(handOver);
        }
    }

    private void lookTwice() {
        reloader.look();
        reloader.look();
    }

    private List<ReloadResult> results() {
        return told.stream().map(ProcessFact.ConfigReloaded::result).toList();
    }

    private static Socket dial() throws IOException {
        Socket plain = new Socket();
        plain.connect(DOOR, LIMIT_MILLIS);
        plain.setSoTimeout(LIMIT_MILLIS);
        return plain;
    }

    /** Believes both authorities. */
    private SSLSocket over(Socket plain, TestIdentity shown) throws IOException, GeneralSecurityException {
        SSLSocket link = (SSLSocket) shown.believing(old.authority(), renewed.authority())
                .getSocketFactory()
                .createSocket(plain, "replica", DOOR.getPort(), true);
        link.startHandshake();
        return link;
    }

    /** What the replica shows to one that it believes. */
    private Certificate shownTo(TestIdentity peer) throws IOException, GeneralSecurityException {
        try (SSLSocket link = over(dial(), peer)) {
            return link.getSession().getPeerCertificates()[0];
        }
    }

    /** What the replica says of a connection that another one hands over. */
    private HandOverResult handOver(TestIdentity by) throws IOException, GeneralSecurityException {
        try (Socket plain = dial()) {
            InetSocketAddress own = (InetSocketAddress) plain.getLocalSocketAddress();
            try {
                SSLSocket link = over(plain, by);
                link.getOutputStream().write(new ProxyHeader(own, UNCLAIMED, Optional.empty()).version2());
                link.getOutputStream().flush();
            } catch (IOException refused) {
                assertThat(refused).isNotInstanceOf(SocketTimeoutException.class);
            }
            return Awaitility.await()
                    .until(
                            () -> handOvers.stream()
                                    .filter(each -> each.source().equals(own))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow()
                    .result();
        }
    }

    /** Tried until it is: the replica looks every second, and a machine may stand still longer than a header is waited for. */
    private void assertBelieved(TestIdentity peer) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> handOver(peer), HandOverResult.UNCLAIMED::equals);
    }

    @Test
    void newLinksUseTheRenewedFilesWithoutARestart() throws Exception {
        reloader.begin();
        assertThat(shownTo(old)).isEqualTo(old.certificate());
        assertBelieved(old);

        swap(renewed);
        assertBelieved(renewed);
        assertThat(shownTo(renewed)).isEqualTo(renewed.certificate());
        Awaitility.await().until(() -> handOver(old), HandOverResult.MALFORMED::equals);
        Awaitility.await().until(() -> !told.isEmpty());
        assertThat(told)
                .containsExactly(new ProcessFact.ConfigReloaded(
                        ReloadResult.RENEWED, folder.resolve("tls.crt").toString(), true, NOW));
    }

    @Test
    void whatIsBeingWrittenIsWaitedFor() throws Exception {
        reloader.look();
        swap(mixed());
        reloader.look();
        swap(renewed);
        reloader.look();
        assertThat(told).isEmpty();

        reloader.look();
        assertThat(results()).containsExactly(ReloadResult.RENEWED);
        lookTwice();
        assertThat(told).hasSize(1);
    }

    @Test
    void whatWasRenewedWhileTheHopBeganIsSeen() throws Exception {
        swap(renewed);
        reloader.look();

        assertThat(results()).containsExactly(ReloadResult.RENEWED);
        assertThat(shownTo(renewed)).isEqualTo(renewed.certificate());
    }

    @Test
    void whatDoesNotBelongTogetherIsRefusedUntilItIsMended() throws Exception {
        swap(mixed());
        lookTwice();
        lookTwice();

        String reason = "passage.hops.edge.replicas.tls.key: " + folder.resolve("tls.key")
                + " (expected: the key of the certificate in " + folder.resolve("tls.crt") + ")";
        assertThat(told).containsExactly(new ProcessFact.ConfigReloaded(ReloadResult.REFUSED, reason, false, NOW));
        assertThat(reloader.refusal()).contains(reason);
        assertThat(shownTo(old)).isEqualTo(old.certificate());
        assertBelieved(old);

        configure("passage.shutdown-grace = 5s");
        lookTwice();
        assertThat(told)
                .last()
                .isEqualTo(new ProcessFact.ConfigReloaded(ReloadResult.APPLIED, "no hop changed", false, NOW));

        swap(renewed);
        lookTwice();
        assertThat(results()).containsExactly(ReloadResult.REFUSED, ReloadResult.APPLIED, ReloadResult.RENEWED);
        assertThat(reloader.refusal()).isEmpty();
    }

    @Test
    void filesThatAreGoneAreRefusedAndNothingChangesWhenTheyComeBack() throws Exception {
        Files.move(folder.resolve("..data"), folder.resolve("away"));
        lookTwice();
        assertThat(reloader.refusal()).get().asString().endsWith("tls.key (expected: a file to be read)");

        Files.move(folder.resolve("away"), folder.resolve("..data"));
        lookTwice();
        assertThat(results()).containsExactly(ReloadResult.REFUSED, ReloadResult.UNCHANGED);
        assertThat(reloader.refusal()).isEmpty();
    }

    @Test
    void whoAsksIsHeardAtOnce() throws Exception {
        reloader.look();
        swap(renewed);
        reloader.reload();
        assertThat(results()).containsExactly(ReloadResult.UNCHANGED, ReloadResult.RENEWED);

        swap(mixed());
        reloader.reload();
        assertThat(results()).last().isEqualTo(ReloadResult.REFUSED);
        assertThat(shownTo(renewed)).isEqualTo(renewed.certificate());
    }

    @Test
    void theFilesAreLookedAtAlsoWhereTheConfigurationIsNot() throws Exception {
        configure("passage.reload = off");
        lookTwice();
        swap(renewed);
        lookTwice();

        assertThat(results()).containsExactly(ReloadResult.APPLIED, ReloadResult.RENEWED);
    }
}
