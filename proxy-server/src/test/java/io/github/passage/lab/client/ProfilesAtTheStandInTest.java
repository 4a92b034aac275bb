package io.github.passage.lab.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.client.Outcome.Failure;
import io.github.passage.lab.client.Outcome.Step;
import io.github.passage.lab.client.Outcome.Success;
import io.github.passage.lab.client.Outcome.Way;
import io.github.passage.lab.profile.Method;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.profile.file.ProfileFiles;
import io.github.passage.lab.transfer.DataPortListener;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.lab.transfer.TransferServer;
import io.github.passage.lab.transfer.TransferServerSettings;
import io.github.passage.transport.SocketPlace;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles at a server of flesh and blood, the lab's own. */
class ProfilesAtTheStandInTest {
    private static final Inet4Address ENDPOINT = (Inet4Address) InetAddress.ofLiteral("127.77.3.1");
    private static final Inet4Address HOME = (Inet4Address) InetAddress.ofLiteral("127.77.3.9");
    private static final InetAddress SEEN = InetAddress.ofLiteral("10.2.0.10");

    private final Profiles profiles = ProfileFiles.shipped();

    @TempDir
    Path files;

    private TransferServer server;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(files.resolve("hello.txt"), "hello");
        server = new TransferServer(
                TransferServerSettings.of(new InetSocketAddress(ENDPOINT, 0), ENDPOINT, files), DataPortListener.NONE);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "curl, EPSV, EPSV",
        "wget, PASV, PASV_ANNOUNCED",
        "JDK ftp: URL, EPSV, EPSV",
        "gftp, EPSV, EPSV",
        "node ftp, PASV, PASV_ANNOUNCED",
        "perl Net::FTP passive, PASV, PASV_ANNOUNCED",
        "filezilla, PASV, PASV_ANNOUNCED"
    })
    void passiveClientsGetAlongWithTheStandIn(String name, Method first, Way way) throws Exception {
        ClientRun listing = run(name, Errand.list());
        ClientRun download = run(name, Errand.retrieve("hello.txt"));
        ClientRun upload = run(name, Errand.store("up.bin", 100_000));

        assertThat(listing.firstMethod()).contains(first);
        assertThat(listing.outcome()).isInstanceOfSatisfying(Success.class, success -> {
            assertThat(success.way()).isEqualTo(way);
            assertThat(success.dialled().orElseThrow().getAddress()).isEqualTo(SEEN);
        });
        assertThat(download.outcome()).isInstanceOf(Success.class);
        assertThat(download.bytes()).isEqualTo(5);
        assertThat(upload.outcome()).isInstanceOf(Success.class);
        assertThat(files.resolve("up.bin")).hasSize(100_000);
    }

    @Test
    void activeClientsAreRefused() {
        assertThat(run("Windows ftp.exe", Errand.list()).outcome())
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.step()).isEqualTo(Step.ACTIVE_COMMAND));
    }

    @Test
    void insidePrivateNetworksWinScpDialsItsOwnHostUnlessToldToForceTheAddress() {
        server.stop();
        server.passiveIp(PassiveIp.parse("0.0.0.0"));
        server.start();

        assertThat(run("WinSCP Auto", Errand.list()).outcome()).isInstanceOf(Failure.class);
        assertThat(run("WinSCP Off", Errand.list()).outcome()).isInstanceOf(Failure.class);
        assertThat(run("WinSCP On", Errand.list()).outcome()).isInstanceOf(Success.class);
    }

    private ClientRun run(String profile, Errand errand) {
        return ProfileClient.run(
                new ClientHost(SocketPlace.HERE, HOME, Optional.empty()),
                server.address(),
                profiles.named(profile).orElseThrow(),
                errand,
                ClientSettings.of(EndpointView.VIEW));
    }

    private enum EndpointView implements AddressView {
        VIEW;

        @Override
        public InetAddress simulated(InetAddress real) {
            return real.equals(ENDPOINT) ? SEEN : real;
        }

        @Override
        public Optional<InetAddress> real(InetAddress simulated) {
            return simulated.equals(SEEN) ? Optional.of(ENDPOINT) : Optional.empty();
        }
    }
}
