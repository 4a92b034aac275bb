package io.github.passage.lab.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.IpLiteral;
import io.github.passage.lab.client.ClientRun.Dialled;
import io.github.passage.lab.client.ClientRun.Dialled.Result;
import io.github.passage.lab.client.ClientRun.Line;
import io.github.passage.lab.client.Outcome.Cause;
import io.github.passage.lab.client.Outcome.Failure;
import io.github.passage.lab.client.Outcome.Step;
import io.github.passage.lab.client.Outcome.Success;
import io.github.passage.lab.client.Outcome.Way;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.profile.file.ProfileFiles;
import io.github.passage.transport.SocketPlace;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ProfileClientTest {
    private static final Inet4Address HOME = (Inet4Address) InetAddress.ofLiteral("127.77.2.9");
    private static final ClientHost HOST = new ClientHost(SocketPlace.HERE, HOME, Optional.empty());

    private final Profiles profiles = ProfileFiles.shipped();

    @Test
    void aResetRightAfterTheConnectCountsAsRefused() throws Exception {
        try (ServerSocket resetting = port();
                ServerSocket data = port()) {
            Thread.startVirtualThread(() -> reset(resetting));
            try (WordServer server = WordServer.answering(command -> switch (command) {
                case "EPSV" -> WordServer.extended(resetting);
                case "PASV" -> WordServer.passive(data);
                case "LIST" -> list(data);
                default -> "";
            })) {
                ClientSettings usual = ClientSettings.of(AsOnOneLoopback.VIEW);
                // Longer than a thread of this test may be kept from running
                ClientSettings patient = new ClientSettings(
                        usual.view(), usual.speed(), usual.limit(), Duration.ofSeconds(1), usual.login());
                ClientRun run = ProfileClient.run(
                        HOST, server.address(), profiles.named("curl").orElseThrow(), Errand.list(), patient);

                assertThat(run.dialled()).extracting(Dialled::result).containsExactly(Result.REFUSED, Result.CONNECTED);
                assertThat(run.outcome())
                        .isEqualTo(new Success(
                                Way.PASV_ANNOUNCED,
                                Optional.of(new InetSocketAddress("203.77.2.1", data.getLocalPort()))));
                assertThat(run.bytes()).isEqualTo(7);
            }
        }
    }

    @Test
    void aResetAfterTheCommandButBeforeTheFirstByteCountsAsRefused() throws Exception {
        try (ServerSocket data = port();
                WordServer server = WordServer.answering(command -> switch (command) {
                    case "PASV" -> WordServer.passive(data);
                    case "LIST" -> {
                        reset(data);
                        yield "150 here it comes\r\n426 no";
                    }
                    default -> "";
                })) {
            ClientRun run = run("wget bounded", server, Errand.list());

            assertThat(run.outcome())
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.cause()).isEqualTo(Cause.REFUSED));
            assertThat(run.dialled()).extracting(Dialled::result).containsExactly(Result.REFUSED);
        }
    }

    @Test
    void aLateResetLeavesNoReplyInTheWayOfTheNextCommand() throws Exception {
        AtomicBoolean dead = new AtomicBoolean();
        try (ServerSocket resetting = port();
                ServerSocket data = port();
                WordServer server = WordServer.answering(command -> switch (command) {
                    case "EPSV" -> {
                        dead.set(true);
                        yield WordServer.extended(resetting);
                    }
                    case "PASV" -> WordServer.passive(data);
                    case "LIST" -> {
                        if (dead.getAndSet(false)) {
                            reset(resetting);
                            yield "150 here it comes";
                        }
                        yield list(data);
                    }
                    default -> "";
                })) {
            ClientRun run = run("curl", server, Errand.list());

            assertThat(run.dialled()).extracting(Dialled::result).containsExactly(Result.REFUSED, Result.CONNECTED);
            assertThat(run.outcome()).isInstanceOf(Success.class);
        }
    }

    @Test
    void aDataConnectionThatCarriesNothingCountsAsUnanswered() throws Exception {
        try (ServerSocket data = port();
                WordServer server = WordServer.answering(command -> switch (command) {
                    case "PASV" -> WordServer.passive(data);
                    case "LIST" -> "150 here it comes";
                    default -> "";
                })) {
            ClientRun run = run("w3m", server, Errand.list());

            assertThat(run.outcome())
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.cause()).isEqualTo(Cause.TIMED_OUT));
        }
    }

    @Test
    void theUnspecifiedAddressLeadsToTheClientsOwnHost() throws Exception {
        try (ServerSocket local = new ServerSocket(0, 1, HOME);
                WordServer server = WordServer.answering(command -> switch (command) {
                    case "PASV" -> WordServer.passive("0.0.0.0", local.getLocalPort());
                    case "LIST" -> list(local);
                    default -> "";
                })) {
            ClientRun run = run("wget", server, Errand.list());

            assertThat(run.dialled())
                    .containsExactly(
                            new Dialled(new InetSocketAddress("0.0.0.0", local.getLocalPort()), Result.CONNECTED));
            assertThat(run.outcome()).isInstanceOf(Success.class);
        }
    }

    @Test
    void whatIsUploadedArrives() throws Exception {
        CompletableFuture<Long> arrived = new CompletableFuture<>();
        try (ServerSocket data = port();
                WordServer server = WordServer.answering(command -> switch (command) {
                    case "PASV" -> WordServer.passive(data);
                    case "STOR up.bin" -> {
                        Socket connection = data.accept();
                        Thread.startVirtualThread(() -> arrived.complete(drain(connection)));
                        yield "150 go on\r\n226 done";
                    }
                    default -> "";
                })) {
            ClientRun run = run("wget", server, Errand.store("up.bin", 200_000));

            assertThat(run.outcome()).isInstanceOf(Success.class);
            assertThat(run.bytes()).isEqualTo(200_000);
            assertThat(arrived.get(5, TimeUnit.SECONDS)).isEqualTo(200_000);
        }
    }

    @Test
    void aRefusedLoginEndsItAndThePasswordStandsNowhere() throws Exception {
        try (WordServer server =
                WordServer.answering(command -> command.startsWith("PASS") ? "530 Login incorrect" : "")) {
            ClientRun run = run("wget", server, Errand.list());

            assertThat(run.outcome()).isEqualTo(new Failure(Step.LOGIN, Cause.LOGIN_REFUSED, Optional.empty()));
            assertThat(run.commands()).containsExactly("USER demo", "PASS ***");
            assertThat(run.transcript()).extracting(Line::text).noneMatch(text -> text.contains("demo-passage"));
            assertThat(run.firstMethod()).isEmpty();
        }
    }

    @Test
    void whereNobodyListensTheControlConnectionIsRefused() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket closed = port()) {
            nobody = (InetSocketAddress) closed.getLocalSocketAddress();
        }
        ClientRun run = ProfileClient.run(
                HOST,
                nobody,
                profiles.named("wget").orElseThrow(),
                Errand.list(),
                ClientSettings.of(AddressView.IDENTITY));

        assertThat(run.outcome()).isEqualTo(new Failure(Step.CONNECT, Cause.REFUSED, Optional.empty()));
    }

    @Test
    void aClientThatNeverGivesUpIsStopped() throws Exception {
        try (WordServer server = WordServer.answering(_ -> "")) {
            ClientRun run = run("axel", server, Errand.list());

            assertThat(run.stopped()).isTrue();
            assertThat(run.outcome())
                    .isEqualTo(new Failure(Step.PASSIVE_COMMAND, Cause.COMMAND_REFUSED, Optional.empty()));
            assertThat(run.commands()).filteredOn("PASV"::equals).hasSizeGreaterThan(1);
        }
    }

    @Test
    void aControlConnectionThatEndsIsTold() throws Exception {
        try (WordServer server = WordServer.answering(command -> {
            if (command.equals("PASV")) {
                throw new IOException("gone");
            }
            return "";
        })) {
            assertThat(run("wget", server, Errand.list()).outcome())
                    .isEqualTo(new Failure(Step.PASSIVE_COMMAND, Cause.CONTROL_LOST, Optional.empty()));
        }
    }

    private ClientRun run(String profile, WordServer server, Errand errand) {
        return ProfileClient.run(
                HOST,
                server.address(),
                profiles.named(profile).orElseThrow(),
                errand,
                ClientSettings.of(AsOnOneLoopback.VIEW));
    }

    private static ServerSocket port() throws IOException {
        return new ServerSocket(0, 4, WordServer.ADDRESS);
    }

    private static String list(ServerSocket data) throws IOException {
        try (Socket connection = data.accept()) {
            connection.getOutputStream().write("a file\n".getBytes(US_ASCII));
        }
        return "150 here it comes\r\n226 done";
    }

    private static void reset(ServerSocket data) {
        try (Socket connection = data.accept()) {
            connection.setSoLinger(true, 0);
        } catch (IOException closed) {
            // As it should be.
        }
    }

    private static long drain(Socket connection) {
        try (connection) {
            return connection.getInputStream().readAllBytes().length;
        } catch (IOException gone) {
            return -1;
        }
    }

    /** Every address of the machine is taken for a public one, since 127.x would lead to the client's own host. */
    private enum AsOnOneLoopback implements AddressView {
        VIEW;

        @Override
        public InetAddress simulated(InetAddress real) {
            return real.isAnyLocalAddress() ? real : other(real, 203);
        }

        @Override
        public Optional<InetAddress> real(InetAddress simulated) {
            return Optional.of(other(simulated, 127));
        }

        private static InetAddress other(InetAddress address, int first) {
            byte[] octets = address.getAddress();
            octets[0] = (byte) first;
            return IpLiteral.v4(octets);
        }
    }
}
