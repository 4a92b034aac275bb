package io.github.passage.lab.trace;

import static io.github.passage.lab.topology.OwnTopology.CLIENT;
import static io.github.passage.lab.topology.OwnTopology.ENDPOINT;
import static io.github.passage.lab.topology.OwnTopology.NLB;
import static io.github.passage.lab.topology.OwnTopology.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.topology.OwnTopology;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A trace whose lines are recorded; nobody dials in these tests, so there is never a SYN to see. */
class LabTraceTest {
    private static final SessionRef SESSION = new SessionRef("vpce", 1);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private LabTrace trace = new LabTrace(OwnTopology.privateLink(), SHORT, lines::add);

    @AfterEach
    void stop() {
        trace.close();
    }

    private void patiently() {
        trace.close();
        trace = new LabTrace(OwnTopology.privateLink(), LONG, lines::add);
    }

    private void tell(SessionFact fact) {
        trace.on(new TelemetryEvent.InSession(SESSION, fact));
    }

    private void opened() {
        tell(new SessionFact.Opened(new InetSocketAddress(CLIENT, 40000), new InetSocketAddress(ENDPOINT, 2121)));
    }

    private void told(Inet4Address address, int port) {
        tell(new SessionFact.PassiveAdvertised(Optional.of(TRANSFER), port, Optional.of(address), port, port));
    }

    private void ended(int port, ReservationEnd cause) {
        tell(new SessionFact.ReservationEnded(port, cause));
    }

    private void awaitLine(Predicate<String> wanted) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> lines.stream().anyMatch(wanted));
    }

    /** Everything handed over before this has been told when it returns. */
    private void settle() {
        trace.on(new TelemetryEvent.AtHop("nlb", new HopFact.AcceptFailed("mark")));
        awaitLine(line -> line.contains("mark"));
    }

    private long explanations() {
        return lines.stream().filter(line -> line.contains("What helps:")).count();
    }

    @Test
    void everyLineNamesTheHopAndTheSession() {
        opened();
        trace.on(new TelemetryEvent.AtHop("nlb", new HopFact.AcceptFailed("no room")));
        awaitLine(line -> line.contains("no room"));

        assertThat(lines)
                .containsExactly(
                        "[vpce#1] client 127.71.0.5:40000 connected to 127.71.0.10:2121",
                        "[nlb] cannot accept connections: no room");
    }

    @Test
    void whenNothingComesTheTraceExplainsAndSaysProbablyForWantOfEvidence() {
        opened();
        told(TRANSFER, 8192);
        awaitLine(line -> line.contains("What helps:"));

        assertThat(lines)
                .containsSequence(
                        "[vpce#1] nothing has come to data port 8192 for 200 ms.",
                        "[vpce#1]   No SYN is waiting: the client probably dialled 127.72.1.46:8192 and gave up, or refused to"
                                + " dial it because it is not the control connection's address.");
    }

    @Test
    void anExplanationIsGivenOnce() {
        opened();
        told(TRANSFER, 8192);
        awaitLine(line -> line.contains("What helps:"));
        ended(8192, ReservationEnd.LAPSED);
        settle();

        assertThat(explanations()).isOne();
        assertThat(lines).contains("[vpce#1] the reservation lapsed before any data connection came to port 8192");
    }

    @Test
    void aClientThatGivesUpEarlyIsExplainedAtOnce() {
        patiently();
        opened();
        told(OwnTopology.v4("0.0.0.0"), 8192);
        ended(8192, ReservationEnd.SESSION_ENDED);
        tell(new SessionFact.Closed(SessionEnd.QUIT, CLIENT, Duration.ofSeconds(1)));
        settle();

        assertThat(explanations()).isOne();
        assertThat(lines).anyMatch(line -> line.contains("probably dialled 0.0.0.0"));
        assertThat(lines).noneMatch(line -> line.contains("nothing has come"));
    }

    @Test
    void everyPassiveReplyThatIsNotUsedIsExplained() {
        patiently();
        opened();
        told(TRANSFER, 8192);
        ended(8192, ReservationEnd.REPLACED);
        told(TRANSFER, 8193);
        ended(8193, ReservationEnd.SESSION_ENDED);
        settle();

        assertThat(explanations()).isEqualTo(2);
    }

    @Test
    void aDataConnectionThatComesNeedsNoExplanation() {
        opened();
        told(ENDPOINT, 8192);
        tell(new SessionFact.DataArrived(
                new InetSocketAddress(CLIENT, 40001), new InetSocketAddress(ENDPOINT, 8192), false));
        // A later offer's explanation comes after the time of the earlier one.
        told(TRANSFER, 8193);
        awaitLine(line -> line.contains("What helps:"));

        assertThat(lines).noneMatch(line -> line.contains("data port 8192 for"));
    }

    @Test
    void hopsBehindTheFirstExplainNothing() {
        trace.on(new TelemetryEvent.InSession(
                new SessionRef("nlb", 1),
                new SessionFact.PassiveAdvertised(Optional.of(TRANSFER), 8192, Optional.of(NLB), 8192, 8192)));
        opened();
        told(TRANSFER, 8193);
        awaitLine(line -> line.contains("What helps:"));

        assertThat(lines).filteredOn(line -> line.startsWith("[nlb#1]")).hasSize(1);
        assertThat(explanations()).isOne();
    }

    @Test
    void afterTheEndEventsAreOfNoInterest() {
        trace.close();
        opened();

        assertThat(lines).isEmpty();
    }
}
