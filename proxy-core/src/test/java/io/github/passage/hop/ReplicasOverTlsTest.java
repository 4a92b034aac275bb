package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.replica.PeerTls;
import io.github.passage.replica.RenewableTls;
import io.github.passage.telemetry.HandOverResult;
import io.github.passage.telemetry.HandOverSide;
import io.github.passage.testing.TestAuthority;
import io.github.passage.testing.TestIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same where the replicas speak TLS, and what becomes of them when its files are renewed. */
class ReplicasOverTlsTest extends ReplicasTest {
    @TempDir
    private Path directory;

    private final TestIdentity first = TestAuthority.named("first").issue("replica");
    private final TestIdentity second = TestAuthority.named("second").issue("replica");

    ReplicasOverTlsTest() throws GeneralSecurityException {}

    @Override
    Optional<PeerTls> tls() {
        PeerTls files =
                new PeerTls(directory.resolve("tls.crt"), directory.resolve("tls.key"), directory.resolve("ca.crt"));
        if (!Files.exists(files.certificate())) {
            write(first);
        }
        return Optional.of(files);
    }

    private void write(TestIdentity identity) {
        try {
            identity.write(directory);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static RenewableTls tlsOf(FtpHop hop) {
        return hop.peerTls().orElseThrow();
    }

    /** A link of somebody who believes both authorities. */
    private SSLSocket dialZero(TestIdentity shown) throws IOException, GeneralSecurityException {
        SSLContext context = shown.believing(first.authority(), second.authority());
        Socket plain = TestClient.dialFrom("127.0.0.1", peer(0));
        plain.setSoTimeout(10_000);
        return (SSLSocket) context.getSocketFactory().createSocket(plain, "replica", peer(0).getPort(), true);
    }

    @Test
    void transfersGoOnWhileFilesAreRenewedAndTheNextOnesUseThem() throws Exception {
        try (TestClient client = clientOfZero()) {
            InetSocketAddress advertised = client.passive();
            client.send("STOR y");
            try (Socket data = client.dial(atOne(advertised))) {
                data.getOutputStream().write(1);
                awaitHandOver(1, HandOverSide.OUT, HandOverResult.OK);

                write(second);
                assertThat(tlsOf(zero).renew()).isTrue();
                assertThat(tlsOf(one).renew()).isTrue();
                assertThat(tlsOf(one).renew()).isFalse();

                data.getOutputStream().write(file);
            }
            assertThat(client.read()).isEqualTo("150 opening");
            assertThat(client.read()).isEqualTo("226 done");
            assertThat(server.stored.getLast()).hasSize(file.length + 1);

            InetSocketAddress next = client.passive();
            client.send("RETR x");
            try (Socket data = client.dial(atOne(next))) {
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(file);
            }
            assertThat(client.read()).isEqualTo("150 opening");
            assertThat(client.read()).isEqualTo("226 done");
        }
    }

    @Test
    void whoIsOfTheAuthorityOfBeforeIsRefusedAfterARenewal() throws Exception {
        write(second);
        assertThat(tlsOf(zero).renew()).isTrue();

        try (SSLSocket link = dialZero(first)) {
            assertThatThrownBy(() -> {
                        link.startHandshake();
                        assertThat(link.getSession().getPeerCertificates()[0]).isEqualTo(second.certificate());
                        link.getInputStream().read();
                    })
                    .isInstanceOf(IOException.class);
        }
        awaitHandOver(0, HandOverSide.IN, HandOverResult.MALFORMED);
    }

    @Test
    void aReplicaThatWasNotRenewedHandsNothingToOneThatWas() throws Exception {
        write(second);
        assertThat(tlsOf(zero).renew()).isTrue();

        try (TestClient client = clientOfZero();
                Socket data = client.dial(atOne(client.passive()))) {
            assertReset(data);
        } catch (SocketException atConnect) {
            assertThat(atConnect).hasMessageContaining("reset");
        }
        awaitHandOver(1, HandOverSide.OUT, HandOverResult.UNREACHABLE);
    }

    @Test
    void filesThatDoNotBelongTogetherChangeNothing() throws Exception {
        write(second);
        Files.writeString(directory.resolve("ca.crt"), TestIdentity.pem(first.authority()));

        assertThatThrownBy(() -> tlsOf(zero).renew())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("passage.hops.hop-0.replicas.tls.certificate: " + directory.resolve("tls.crt")
                        + " (expected: one that an authority in " + directory.resolve("ca.crt") + " signed)");
        try (SSLSocket link = dialZero(first)) {
            link.startHandshake();
            assertThat(link.getSession().getPeerCertificates()[0]).isEqualTo(first.certificate());
        }
        awaitHandOver(0, HandOverSide.IN, HandOverResult.MALFORMED);
    }
}
