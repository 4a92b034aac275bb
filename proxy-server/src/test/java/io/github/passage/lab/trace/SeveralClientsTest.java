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
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two consumers, each with a session of its own, do not answer for each other. */
class SeveralClientsTest {
    private static final Topology TOPOLOGY = TopologyFiles.load("privatelink-two-consumers");
    private static final Duration TOOK = Duration.ofMillis(5);
    private static final InetSocketAddress NODE = at("127.3.0.20", 8192);
    private static final InetSocketAddress SERVER = at("127.3.0.46", 8192);
    private static final InetSocketAddress HIDDEN = at("127.200.0.1", 40001);

    private static final Consumer FIRST =
            new Consumer(new SessionRef("endpoint.a", 1), at("127.0.0.1", 40000), at("127.1.0.10", 2121));
    private static final Consumer SECOND =
            new Consumer(new SessionRef("second-endpoint.a", 1), at("127.2.0.6", 40000), at("127.2.0.11", 2121));

    private final List<String> tablesRead = new CopyOnWriteArrayList<>();
    private final Chronicle chronicle = new Chronicle(
            new Atlas(TOPOLOGY, new LoopbackPlan(TOPOLOGY)),
            Duration.ofSeconds(20),
            client -> {
                tablesRead.add(client);
                return Stream.empty();
            },
            _ -> {});

    private record Consumer(SessionRef session, InetSocketAddress client, InetSocketAddress entry) {
        InetSocketAddress data() {
            return new InetSocketAddress(entry.getAddress(), 8192);
        }
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    @AfterEach
    void close() {
        chronicle.close();
    }

    private void session(Consumer consumer, SessionFact... facts) {
        for (SessionFact fact : facts) {
            chronicle.on(new TelemetryEvent.InSession(consumer.session(), fact));
        }
    }

    private void hop(String name, HopFact fact) {
        chronicle.on(new TelemetryEvent.AtHop(name, fact));
    }

    private void opens(Consumer consumer, Verb verb, String told) {
        Inet4Address address = IpLiteral.parseV4(told).orElseThrow();
        session(
                consumer,
                new SessionFact.Opened(consumer.client(), consumer.entry()),
                new SessionFact.PassiveAdvertised(
                        Optional.of(address), 8192, Optional.of(address), 8192, 8192, PolicyKind.CONTROL),
                new SessionFact.CommandReceived(verb, Optional.empty()));
    }

    private void ends(Consumer consumer) {
        session(
                consumer,
                new SessionFact.Closed(
                        SessionEnd.CLIENT_CLOSED, consumer.client().getAddress(), TOOK));
    }

    private List<VerdictView> verdicts(int count) {
        await().until(() -> chronicle.verdicts(0).size() >= count);
        return chronicle.verdicts(0);
    }

    private static String sentences(VerdictView verdict) {
        return String.join(" ", verdict.sentences());
    }

    @Test
    void whatIsUnreachableIsJudgedFromTheClientWhoseSessionItIs() {
        opens(FIRST, Verb.LIST, "127.1.0.10");
        ends(FIRST);
        opens(SECOND, Verb.LIST, "127.1.0.10");
        ends(SECOND);

        List<VerdictView> verdicts = verdicts(2);
        assertThat(sentences(verdicts.getFirst()))
                .contains("told a reachable address and did not use it")
                .doesNotContain("Why: ");
        assertThat(sentences(verdicts.get(1)))
                .contains("10.2.0.10 [127.1.0.10] is the VPC endpoint endpoint.a in network consumer")
                .contains("The client is in network second (10.3.0.6)");
        assertThat(tablesRead).containsExactly("laptop", "other");
    }

    @Test
    void aControlConnectionForgottenAtTheFirstHopIsOfItsOwnSessionOnly() {
        opens(FIRST, Verb.STOR, "127.1.0.10");
        opens(SECOND, Verb.STOR, "127.2.0.11");
        hop("second-endpoint.a", new HopFact.IdleForgotten(SECOND.client(), SECOND.entry(), at("127.3.0.20", 2121)));
        ends(FIRST);
        ends(SECOND);

        assertThat(lostReplies(3)).containsExactly("second-endpoint.a#1");
    }

    @Test
    void aControlConnectionForgottenFurtherOnIsNobodysWhereTwoCouldBeMeant() {
        opens(FIRST, Verb.STOR, "127.1.0.10");
        opens(SECOND, Verb.STOR, "127.2.0.11");
        hop("nlb.a", new HopFact.IdleForgotten(at("127.1.0.10", 5000), at("127.3.0.20", 2121), at("127.3.0.46", 2121)));
        ends(FIRST);
        ends(SECOND);

        assertThat(lostReplies(2)).isEmpty();
    }

    private List<String> lostReplies(int verdicts) {
        return verdicts(verdicts).stream()
                .filter(verdict -> verdict.sentences().contains("The 226 never came."))
                .map(VerdictView::session)
                .toList();
    }

    /** The second consumer's data connection on its way through all hops, each end told in the order that is given. */
    private void passes(boolean upstreamFirst) {
        List<Runnable> told = new ArrayList<>(List.of(
                () -> hop("second-endpoint.a", new HopFact.Relayed(at("127.2.0.6", 41000), SECOND.data(), NODE)),
                () -> hop("nlb.a", new HopFact.Relayed(at("127.2.0.11", 41001), NODE, SERVER)),
                () -> hop("transfer.a", new HopFact.Relayed(at("127.3.0.20", 41002), SERVER, HIDDEN))));
        (upstreamFirst ? told : told.reversed()).forEach(Runnable::run);
    }

    @Test
    void anotherClientsDataConnectionOvertakesNobody() {
        for (boolean upstreamFirst : List.of(true, false)) {
            opens(FIRST, Verb.STOR, "127.1.0.10");
            opens(SECOND, Verb.STOR, "127.2.0.11");
            passes(upstreamFirst);
            session(FIRST, new SessionFact.ReplyReceived(426));
        }

        assertThat(verdicts(2))
                .allSatisfy(verdict ->
                        assertThat(verdict.sentences()).first().isEqualTo("The server ended the transfer with 426."))
                .noneSatisfy(verdict -> assertThat(verdict.cause()).isEqualTo("stolen-by-probe"));
    }

    @Test
    void aProbeIsToldFromTheConnectionsOfClientsThatComeAtTheSameTime() {
        opens(FIRST, Verb.STOR, "127.1.0.10");
        opens(SECOND, Verb.STOR, "127.2.0.11");
        passes(true);
        hop("transfer.a", new HopFact.Relayed(at("127.3.0.20", 44444), SERVER, HIDDEN));
        session(FIRST, new SessionFact.ReplyReceived(226));

        assertThat(sentences(verdicts(1).getFirst()))
                .contains("10.1.0.20:44444 [127.3.0.20:44444] came to data port 8192 first");
    }
}
