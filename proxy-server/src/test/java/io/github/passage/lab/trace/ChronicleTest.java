package io.github.passage.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.address.IpLiteral;
import io.github.passage.ftp.Verb;
import io.github.passage.lab.live.VerdictView;
import io.github.passage.lab.topology.LoopbackPlan;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.file.TopologyFiles;
import io.github.passage.passive.PolicyKind;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the lab of topology privatelink tells of its sessions. */
class ChronicleTest {
    private static final Topology TOPOLOGY = TopologyFiles.load("privatelink");
    private static final SessionRef SESSION = new SessionRef("endpoint.a", 1);
    private static final InetSocketAddress CLIENT = at("127.0.0.1", 40000);
    private static final InetSocketAddress ENTRY = at("127.1.0.10", 2121);
    private static final Inet4Address TRANSFER =
            IpLiteral.parseV4("127.2.135.46").orElseThrow();
    private static final Duration TOOK = Duration.ofMillis(5);

    private final List<String> printed = new CopyOnWriteArrayList<>();
    private final Chronicle chronicle = new Chronicle(
            new Atlas(TOPOLOGY, new LoopbackPlan(TOPOLOGY)), Duration.ofSeconds(20), _ -> Stream.empty(), printed::add);

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    @AfterEach
    void close() {
        chronicle.close();
    }

    private void session(SessionFact... facts) {
        for (SessionFact fact : facts) {
            chronicle.on(new TelemetryEvent.InSession(SESSION, fact));
        }
    }

    private void hop(String name, HopFact fact) {
        chronicle.on(new TelemetryEvent.AtHop(name, fact));
    }

    private static SessionFact told(Inet4Address address) {
        return new SessionFact.PassiveAdvertised(
                Optional.of(address), 8192, Optional.of(address), 8192, 8192, PolicyKind.CONTROL);
    }

    private static SessionFact command(Verb verb) {
        return new SessionFact.CommandReceived(verb, Optional.empty());
    }

    private void listing(InetSocketAddress dialled) {
        InetSocketAddress source = at("127.0.0.1", 50000);
        session(new SessionFact.Opened(CLIENT, ENTRY), told(TRANSFER));
        hop("endpoint.a", new HopFact.Relayed(source, dialled, at("127.2.0.20", 8192)));
        session(command(Verb.LIST), new SessionFact.ReplyReceived(150), new SessionFact.ReplyReceived(226));
        hop(
                "endpoint.a",
                new HopFact.RelayClosed(
                        source, dialled, at("127.2.0.20", 8192), 0, 446, DataEnd.COMPLETED, TOOK, false));
    }

    private VerdictView verdict() {
        await().until(() -> !chronicle.verdicts(0).isEmpty());
        assertThat(chronicle.verdicts(0)).hasSize(1);
        return chronicle.verdicts(0).getFirst();
    }

    @Test
    void aListingSucceedsWhenItsReplyAndItsBytesAreIn() {
        listing(at("127.1.0.10", 8192));

        assertThat(verdict().success()).isTrue();
        assertThat(verdict().sentences()).containsExactly("The transfer succeeded with 226: 446 bytes.");
        assertThat(chronicle.sessions().getFirst().passive().getFirst()).satisfies(reply -> {
            assertThat(reply.announced()).isEqualTo("10.1.135.46:8192 [127.2.135.46:8192]");
            assertThat(reply.dialled()).isEqualTo("10.2.0.10:8192 [127.1.0.10:8192]");
            assertThat(reply.observed()).isEqualTo("10.2.0.5:50000 [127.0.0.1:50000]");
            assertThat(reply.outcome()).isEqualTo("completed");
            assertThat(reply.bytes()).isEqualTo(446);
        });
    }

    @Test
    void anUnreachableAddressIsExplainedOnceWithWhatHelps() {
        session(
                new SessionFact.Opened(CLIENT, ENTRY),
                told(TRANSFER),
                new SessionFact.Closed(SessionEnd.CLIENT_CLOSED, CLIENT.getAddress(), TOOK));

        assertThat(verdict().success()).isFalse();
        assertThat(String.join(" ", verdict().sentences()))
                .contains("10.1.135.46:8192 [127.2.135.46:8192]")
                .contains("the Transfer endpoint transfer.a in network provider, which admits only 10.1.0.0/16")
                .contains("What helps: the client: use EPSV")
                .contains("--rewrite control");
        assertThat(verdict().step()).isEqualTo("data connect");
        assertThat(verdict().cause()).isEqualTo("not-reachable");
        assertThat(verdict().address()).isEqualTo("10.1.135.46");
        assertThat(verdict().fixes()).hasSizeBetween(3, 4);
        assertThat(printed.stream().filter(line -> line.contains("What helps"))).hasSize(1);
    }

    @Test
    void aDataPortRefusedByTheServerIsAVerdict() {
        session(new SessionFact.Opened(CLIENT, ENTRY), command(Verb.PASV), new SessionFact.ReplyReceived(425));

        assertThat(verdict().sentences().getFirst())
                .isEqualTo("The server has no data port left for this client: 425.");
    }

    @Test
    void aProbeThatCameFirstIsNamed() {
        session(new SessionFact.Opened(CLIENT, ENTRY), told(TRANSFER));
        InetSocketAddress probe = at("127.2.0.20", 44444);
        hop("transfer.a", new HopFact.Relayed(probe, new InetSocketAddress(TRANSFER, 8192), at("127.200.0.1", 40001)));
        session(command(Verb.STOR), new SessionFact.ReplyReceived(226));

        assertThat(verdict().success()).isFalse();
        assertThat(String.join(" ", verdict().sentences()))
                .contains("10.1.0.20:44444 [127.2.0.20:44444] came to data port 8192 first")
                .contains("health checks of all target groups on port 21");
    }

    @Test
    void theReplyThatNeverCameIsExplainedByTheForgottenControlConnection() {
        session(new SessionFact.Opened(CLIENT, ENTRY), command(Verb.STOR), new SessionFact.ReplyReceived(150));
        hop("nlb.a", new HopFact.IdleForgotten(CLIENT, ENTRY, at("127.2.0.20", 2121)));
        session(new SessionFact.Closed(SessionEnd.CLIENT_CLOSED, CLIENT.getAddress(), TOOK));

        assertThat(verdict().sentences()).first().isEqualTo("The 226 never came.");
        assertThat(String.join(" ", verdict().sentences())).contains("unless the client sends keepalives");
    }

    @Test
    void aRefusedLoginIsAVerdict() {
        session(
                new SessionFact.Opened(CLIENT, ENTRY),
                command(Verb.USER),
                new SessionFact.ReplyReceived(331),
                command(Verb.PASS),
                new SessionFact.ReplyReceived(530));

        assertThat(verdict().step()).isEqualTo("login");
        assertThat(verdict().cause()).isEqualTo("login-refused");
    }

    @Test
    void activeModeIsAVerdictWithWhatHelps() {
        session(
                new SessionFact.Opened(CLIENT, ENTRY),
                new SessionFact.LoggedIn("demo"),
                command(Verb.PORT),
                new SessionFact.ReplyReceived(502));

        assertThat(verdict().cause()).isEqualTo("active-only");
        assertThat(verdict().fixes()).singleElement().asString().contains("passive mode");
    }

    @Test
    void aServerThatNobodyReachesIsAVerdict() {
        session(
                new SessionFact.Opened(CLIENT, ENTRY),
                new SessionFact.Closed(SessionEnd.TARGET_UNREACHABLE, CLIENT.getAddress(), TOOK));

        assertThat(verdict().step()).isEqualTo("connect");
        assertThat(verdict().cause()).isEqualTo("server-down");
    }

    /** A file that is not there: the data connection is not to blame, and nothing is foretold of it. */
    @Test
    void aRefusedFileIsNotBlamedOnAddresses() {
        InetSocketAddress source = at("127.0.0.1", 50000);
        InetSocketAddress dialled = at("127.1.0.10", 8192);
        session(new SessionFact.Opened(CLIENT, ENTRY), new SessionFact.LoggedIn("demo"), told(TRANSFER));
        hop("endpoint.a", new HopFact.Relayed(source, dialled, at("127.2.0.20", 8192)));
        hop(
                "endpoint.a",
                new HopFact.RelayClosed(source, dialled, at("127.2.0.20", 8192), 0, 0, DataEnd.COMPLETED, TOOK, false));
        session(command(Verb.RETR), new SessionFact.ReplyReceived(550));

        assertThat(verdict().step()).isEqualTo("data transfer");
        assertThat(verdict().cause()).isEqualTo("unknown");
        assertThat(verdict().sentences()).containsExactly("The server ended the transfer with 550.");
    }
}
