package io.github.passage.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.passage.address.HostPort;
import io.github.passage.ftp.Verb;
import io.github.passage.telemetry.ConnectFailure;
import io.github.passage.telemetry.PassiveRefusal;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SessionEntryTest {
    private static final long BEGAN = 1_000;
    private static final InetSocketAddress OTHER = new InetSocketAddress("192.0.2.7", 40_003);

    static Stream<Arguments> statesAfterFacts() {
        SessionFact login = new SessionFact.LoggedIn("anna");
        return Stream.of(
                Arguments.of("connecting", List.of()),
                Arguments.of(
                        "connecting",
                        List.of(new SessionFact.TargetFailed(
                                new HostPort("10.0.0.9", 21), ConnectFailure.REFUSED, "refused"))),
                Arguments.of("login", List.of(SessionFacts.connected())),
                Arguments.of("idle", List.of(SessionFacts.connected(), login)),
                Arguments.of(
                        "waiting-for-data", List.of(SessionFacts.connected(), login, SessionFacts.pasv(5000, 8192))),
                Arguments.of(
                        "idle",
                        List.of(
                                SessionFacts.connected(),
                                login,
                                SessionFacts.pasv(5000, 8192),
                                new SessionFact.ReservationEnded(8192, ReplyKind.PASV, ReservationEnd.LAPSED))),
                Arguments.of(
                        "transferring",
                        List.of(
                                SessionFacts.connected(),
                                login,
                                SessionFacts.pasv(5000, 8192),
                                SessionFacts.arrived(8192))),
                Arguments.of(
                        "idle",
                        List.of(
                                SessionFacts.connected(),
                                login,
                                SessionFacts.pasv(5000, 8192),
                                SessionFacts.arrived(8192),
                                SessionFacts.dataClosed(1, 2))),
                Arguments.of("encrypted", List.of(SessionFacts.connected(), new SessionFact.Encrypted())),
                Arguments.of(
                        "transferring",
                        List.of(SessionFacts.connected(), new SessionFact.Encrypted(), SessionFacts.arrived(8192))));
    }

    @ParameterizedTest(name = "{0} after {1}")
    @MethodSource("statesAfterFacts")
    void theStateFollowsFromTheFacts(String state, List<SessionFact> facts) {
        SessionEntry entry = entry();
        facts.forEach(fact -> entry.take(fact, BEGAN));

        assertThat(entry.record().state()).isEqualTo(state);
        assertThat(entry.isIn(state)).isTrue();
        assertThat(entry.isIn(SessionStates.OPEN)).isTrue();
    }

    @Test
    void aPassiveReplyHasAllFourAddresses() {
        SessionEntry entry = entry();
        entry.take(SessionFacts.pasv(5000, 8192), BEGAN + 10);
        entry.take(SessionFacts.arrived(8192), BEGAN + 35);
        entry.take(SessionFacts.dataClosed(3, 4), BEGAN + 99);

        assertThat(entry.record().passive())
                .containsExactly(new PassiveRecord(
                        227,
                        "control",
                        "10.0.0.9:5000",
                        "198.51.100.1:8192",
                        "198.51.100.1:8192",
                        "192.0.2.7:40002",
                        false,
                        "completed",
                        3,
                        4,
                        Optional.of(Duration.ofMillis(25)),
                        Optional.of(Duration.ofMillis(40))));
    }

    @Test
    void bytesAreToldWhileTheyMove() {
        AtomicLong fromClient = new AtomicLong();
        AtomicLong fromTarget = new AtomicLong();
        SessionEntry entry = entry();
        arrive(entry, SessionFacts.SOURCE, 8192);
        entry.take(SessionFacts.dataClosed(0, 100), BEGAN);
        arrive(entry, SessionFacts.SOURCE, 8193);
        assertThat(entry.record().bytesFromTarget()).isEqualTo(100);
        entry.take(SessionFacts.dataConnected(SessionFacts.SOURCE, fromClient, fromTarget), BEGAN);
        assertThat(entry.record().bytesFromTarget()).isEqualTo(100);

        fromTarget.set(7);
        fromClient.set(3);

        assertThat(entry.record().bytesFromClient()).isEqualTo(3);
        assertThat(entry.record().bytesFromTarget()).isEqualTo(107);
        assertThat(entry.record().passive())
                .extracting(PassiveRecord::bytesFromClient, PassiveRecord::bytesFromTarget)
                .containsExactly(tuple(3L, 7L), tuple(0L, 100L));

        entry.take(SessionFacts.dataClosed(3, 8), BEGAN);
        fromTarget.set(1000);

        assertThat(entry.record().bytesFromTarget()).isEqualTo(108);
    }

    @Test
    void transfersAtOnceAreKeptApart() {
        AtomicLong none = new AtomicLong();
        SessionEntry entry = entry();
        arrive(entry, OTHER, 8192);
        arrive(entry, SessionFacts.SOURCE, 8193);
        entry.take(SessionFacts.dataConnected(SessionFacts.SOURCE, none, new AtomicLong(20)), BEGAN);
        entry.take(SessionFacts.dataConnected(OTHER, none, new AtomicLong(10)), BEGAN);

        entry.take(SessionFacts.dataClosed(0, 21), BEGAN);

        assertThat(entry.record().passive())
                .extracting(PassiveRecord::outcome, PassiveRecord::bytesFromTarget)
                .containsExactly(tuple("completed", 21L), tuple("transferring", 10L));
        assertThat(entry.record().bytesFromTarget()).isEqualTo(31);
    }

    @Test
    void whatIsInTransferIsNotForgottenForNewerReplies() {
        SessionEntry entry = entry();
        arrive(entry, OTHER, 8192);
        entry.take(SessionFacts.dataConnected(OTHER, new AtomicLong(), new AtomicLong(10)), BEGAN);
        for (int i = 0; i < 2 * SessionEntry.MOST_PASSIVE; i++) {
            entry.take(new SessionFact.PassiveRefused(ReplyKind.PASV, PassiveRefusal.PORTS_EXHAUSTED), BEGAN);
        }

        assertThat(entry.record().passive()).hasSize(SessionEntry.MOST_PASSIVE);
        assertThat(entry.record().passive().getLast().outcome()).isEqualTo("transferring");
        assertThat(entry.record().bytesFromTarget()).isEqualTo(10);
    }

    private static void arrive(SessionEntry entry, InetSocketAddress source, int port) {
        entry.take(SessionFacts.pasv(5000, port), BEGAN);
        entry.take(SessionFacts.arrived(source, port), BEGAN);
    }

    @Test
    void anExtendedPassiveReplyThatNobodyFollowedHasPortsOnly() {
        SessionEntry entry = entry();
        entry.take(SessionFacts.epsv(5000, 8193), BEGAN);
        entry.take(new SessionFact.ReservationEnded(8193, ReplyKind.EPSV, ReservationEnd.REPLACED), BEGAN);

        assertThat(entry.record().passive())
                .containsExactly(new PassiveRecord(
                        229,
                        "",
                        ":5000",
                        ":8193",
                        "",
                        "",
                        false,
                        "replaced",
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void whatCameOfAReplyIsUnknownWhereNothingToldUntilTheEnd() {
        SessionEntry entry = entry();
        entry.take(SessionFacts.epsv(5000, 8193), BEGAN);
        entry.take(SessionFacts.closed(), BEGAN + 5);

        assertThat(entry.record().passive()).extracting(PassiveRecord::outcome).containsExactly("unknown");
    }

    @Test
    void aSessionThatAnotherTargetTookDidNotFail() {
        SessionEntry entry = entry();
        entry.take(
                new SessionFact.TargetFailed(new HostPort("10.0.0.8", 21), ConnectFailure.REFUSED, "refused"), BEGAN);
        entry.take(SessionFacts.connected(), BEGAN);

        assertThat(entry.record().target()).isEqualTo("10.0.0.9:21");
        assertThat(entry.record().fault()).isEmpty();
    }

    @Test
    void aTargetThatTakesNoSessionIsNotItsTarget() {
        SessionEntry entry = entry();
        entry.take(SessionFacts.connected(), BEGAN);
        entry.take(
                new SessionFact.TargetFailed(new HostPort("10.0.0.9", 21), ConnectFailure.BUSY, "greeted with 421"),
                BEGAN);

        assertThat(entry.record().state()).isEqualTo(SessionStates.CONNECTING);
        assertThat(entry.record().target()).isEqualTo("10.0.0.9:21");
        assertThat(entry.record().fault()).isEqualTo("greeted with 421");
    }

    @Test
    void onlyTheNewestPassiveRepliesAreKept() {
        SessionEntry entry = entry();
        for (int port = 5000; port < 5020; port++) {
            entry.take(SessionFacts.pasv(port, 8192), BEGAN);
            entry.take(SessionFacts.arrived(8192), BEGAN);
            entry.take(SessionFacts.dataClosed(1, 2), BEGAN);
        }
        entry.take(new SessionFact.PassiveRefused(ReplyKind.PASV, PassiveRefusal.PORTS_EXHAUSTED), BEGAN);
        SessionRecord record = entry.record();

        assertThat(record.passive()).hasSize(SessionEntry.MOST_PASSIVE);
        assertThat(record.passive().getFirst().outcome()).isEqualTo("ports-exhausted");
        assertThat(record.passive().get(1).announced()).isEqualTo("10.0.0.9:5019");
        assertThat(record.passiveReplies()).isEqualTo(21);
        assertThat(record.bytesFromTarget()).isEqualTo(40);
    }

    @Test
    void verbsAreCountedInTheOrderOfTheEnum() {
        SessionEntry entry = entry();
        Stream.of(Verb.USER, Verb.PASS, Verb.NOOP, Verb.NOOP, Verb.OTHER)
                .forEach(verb -> entry.take(new SessionFact.CommandReceived(verb, Optional.empty()), BEGAN));

        assertThat(entry.record().verbs())
                .isEqualTo(Map.of(Verb.NOOP, 2, Verb.PASS, 1, Verb.USER, 1, Verb.OTHER, 1))
                .extractingByKey(Verb.NOOP)
                .isEqualTo(2);
        assertThat(entry.record().verbs().keySet()).containsExactly(Verb.NOOP, Verb.PASS, Verb.USER, Verb.OTHER);
    }

    private static SessionEntry entry() {
        return new SessionEntry(new SessionRef("edge", 1), 1, (SessionFact.Opened) SessionFacts.opened(), BEGAN);
    }
}
