package io.github.passage.control;

import static io.github.passage.control.SessionScript.loggedIn;
import static io.github.passage.control.SessionScript.rewritten;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.IpLiteral;
import io.github.passage.address.PortRange;
import io.github.passage.control.SessionEvent.SessionTimer;
import io.github.passage.passive.AdvertisedAddress;
import io.github.passage.passive.PolicyKind;
import io.github.passage.telemetry.PassiveRefusal;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassiveRulesTest {
    private static final PortRange PORTS = new PortRange(8192, 8194);
    private static final PortRange OUTSIDE = new PortRange(30000, 30002);
    private static final String PASV = "227 Entering Passive Mode (10,9,9,9,125,5).";
    private static final String EPSV = "229 Entering Extended Passive Mode (|||32005|)";

    private static SessionRules rules(AdvertisedAddress advertised, PortRange outside) {
        return new SessionRules(advertised, PolicyKind.CONTROL, EpsvMode.PASS, AuthMode.REFUSE, PORTS, outside, 4);
    }

    private static SessionScript keeping(PortRange outside) {
        return loggedIn(rules(new AdvertisedAddress.Announced(), outside));
    }

    private static SessionScript asked(SessionScript session) {
        session.client("PASV");
        session.forget();
        return session;
    }

    @Test
    void a227IsRewrittenOncePortIsReserved() {
        SessionScript session = asked(loggedIn()).server(PASV);

        assertThat(session.take())
                .containsExactly("reserve", "await data", "< 227 Entering Passive Mode (10,0,1,1,32,0).");
        assertThat(session.facts())
                .containsExactly(
                        new SessionFact.ReplyReceived(227),
                        new SessionFact.PassiveAdvertised(
                                IpLiteral.parseV4("10.9.9.9"),
                                32005,
                                IpLiteral.parseV4("10.0.1.1"),
                                8192,
                                8192,
                                PolicyKind.CONTROL));
    }

    @Test
    void a229GetsAnotherPortOnly() {
        SessionScript session = asked(loggedIn()).server(EPSV);

        assertThat(session.take())
                .containsExactly("reserve", "await data", "< 229 Entering Extended Passive Mode (|||8192|)");
        assertThat(session.facts())
                .contains(new SessionFact.PassiveAdvertised(
                        Optional.empty(), 32005, Optional.empty(), 8192, 8192, PolicyKind.CONTROL));
    }

    @Test
    void theArrivedConnectionIsJoinedToTheAnnouncedPort() {
        SessionScript session = asked(loggedIn()).server(PASV);
        session.forget();

        assertThat(session.arrive(8192).take()).containsExactly("join 32005");
        assertThat(session.state().transfers()).isOne();
        assertThat(session.facts()).singleElement().isInstanceOfSatisfying(SessionFact.DataArrived.class, fact -> {
            assertThat(fact.kind()).isEqualTo(ReplyKind.PASV);
            assertThat(fact.waited()).contains(Duration.ofMillis(7));
        });
        assertThat(session.dataClosed().state().transfers()).isZero();
    }

    @Test
    void repliesMayComeBeforeTheDataConnectionOrAfter() {
        SessionScript before = asked(loggedIn()).server(PASV).client("RETR x").server("150 opening", "226 done");
        before.forget();
        assertThat(before.arrive(8192).take()).containsExactly("join 32005");

        SessionScript after =
                asked(loggedIn()).server(PASV).arrive(8192).dataClosed().client("RETR x");
        after.forget();
        assertThat(after.server("150 opening", "226 done").take()).containsExactly("< 150 opening", "< 226 done");
        assertThat(after.state().transfers()).isZero();
    }

    @Test
    void aSecondPassiveReplyReplacesTheFirst() {
        SessionScript session = asked(loggedIn()).server(PASV).client("EPSV");
        session.forget();
        session.server(EPSV);

        assertThat(session.take())
                .containsExactly(
                        "release 8192", "reserve", "await data", "< 229 Entering Extended Passive Mode (|||8192|)");
        assertThat(session.facts())
                .contains(new SessionFact.ReservationEnded(8192, ReplyKind.PASV, ReservationEnd.REPLACED));
        assertThat(session.freePorts()).isEqualTo(2);
    }

    @Test
    void aSecondTransferMayBeginWhileTheFirstRuns() {
        SessionScript session = asked(loggedIn())
                .server(PASV)
                .arrive(8192)
                .client("PASV")
                .server(PASV)
                .arrive(8192);

        assertThat(session.state().transfers()).isEqualTo(2);
        assertThat(session.dataClosed().dataClosed().state().transfers()).isZero();
    }

    @Test
    void aConnectionToAPortOfAnEarlierReplyIsRefused() {
        SessionScript session = asked(loggedIn()).server(PASV).occupy(8193);
        session.forget();

        assertThat(session.arrive(8193).take()).containsExactly("refuse data");
        assertThat(session.arrive(8192).take()).containsExactly("join 32005");
        assertThat(session.arrive(8192).take()).containsExactly("refuse data");
        assertThat(session.state().transfers()).isOne();
    }

    @Test
    void aReservationLapsesOnce() {
        SessionScript session = asked(loggedIn()).server(PASV);
        session.forget();

        assertThat(session.timeout(SessionTimer.RESERVATION).take()).containsExactly("release 8192");
        assertThat(session.facts())
                .containsExactly(new SessionFact.ReservationEnded(8192, ReplyKind.PASV, ReservationEnd.LAPSED));
        assertThat(session.timeout(SessionTimer.RESERVATION).take()).isEmpty();
        assertThat(session.arrive(8192).take()).containsExactly("refuse data");
    }

    @Test
    void withoutAFreePortTheClientGets425() {
        SessionScript session =
                asked(loggedIn()).occupy(8192).occupy(8193).occupy(8194).server(PASV);

        assertThat(session.take())
                .containsExactly(
                        "reserve",
                        "< 425 Can't open passive connection: all 3 data ports are in use from your address, try again.");
        assertThat(session.facts())
                .contains(new SessionFact.PassiveRefused(ReplyKind.PASV, PassiveRefusal.PORTS_EXHAUSTED));
        assertThat(session.client("NOOP").server("200 ok").take()).containsExactly("> NOOP", "< 200 ok");
    }

    @Test
    void a425LetsOwnAnswersBehindItGo() {
        SessionScript session = asked(loggedIn()).client("PORT 1,2,3,4,5,6");

        assertThat(session.server("227 ?").take())
                .containsExactly(
                        "< 425 Can't open passive connection: the server's passive reply cannot be read.",
                        "< 502 Command PORT not implemented.");
        assertThat(session.facts()).contains(new SessionFact.PassiveRefused(ReplyKind.PASV, PassiveRefusal.UNREADABLE));
    }

    @Test
    void aPassiveReplyLetsOwnAnswersBehindItGo() {
        SessionScript session = asked(loggedIn()).client("PORT 1,2,3,4,5,6").server(EPSV);

        assertThat(session.take())
                .containsExactly(
                        "reserve",
                        "await data",
                        "< 229 Entering Extended Passive Mode (|||8192|)",
                        "< 502 Command PORT not implemented.");
    }

    @Test
    void advertisedPortsTakeThePlaceOfTheDataPorts() {
        SessionScript session =
                asked(loggedIn(rules(rewritten("203.0.113.9"), OUTSIDE))).occupy(8192);

        assertThat(session.server(EPSV).take())
                .containsExactly("reserve", "await data", "< 229 Entering Extended Passive Mode (|||30001|)");
        assertThat(session.facts())
                .contains(new SessionFact.PassiveAdvertised(
                        Optional.empty(), 32005, Optional.empty(), 30001, 8193, PolicyKind.CONTROL));
        assertThat(session.arrive(8193).take()).containsExactly("join 32005");
    }

    @Test
    void keepChangesNoByteAndTakesTheAnnouncedPort() {
        String odd = "227 Entering Passive Mode ( 10, 9,9 ,9,32,1 ) ok";
        SessionScript session = asked(keeping(PORTS)).server(odd);

        assertThat(session.take()).containsExactly("reserve 8193", "await data", "< " + odd);
        assertThat(session.arrive(8193).take()).containsExactly("join 8193");
    }

    @Test
    void keepKeepsThe229Too() {
        assertThat(asked(keeping(PORTS)).server("229 ok (|||8194|)").take())
                .containsExactly("reserve 8194", "await data", "< 229 ok (|||8194|)");
    }

    @Test
    void keepReadsTheAnnouncedPortAsAnAdvertisedOne() {
        SessionScript session = asked(keeping(OUTSIDE)).server("229 ok (|||30002|)");

        assertThat(session.take()).containsExactly("reserve 8194", "await data", "< 229 ok (|||30002|)");
        assertThat(session.arrive(8194).take()).containsExactly("join 30002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"229 ok (|||8191|)", "229 ok (|||8195|)", "229 ok (|||32005|)"})
    void keepRefusesPortsOutsideTheRange(String reply) {
        SessionScript session = asked(keeping(PORTS)).server(reply);
        String port = reply.replaceAll(".*\\|(\\d+)\\|.*", "$1");

        assertThat(session.take())
                .containsExactly("< 425 Can't open passive connection: the server's port " + port
                        + " is not among the data ports 8192-8194.");
        assertThat(session.facts())
                .contains(new SessionFact.PassiveRefused(ReplyKind.EPSV, PassiveRefusal.OUT_OF_RANGE));
    }

    @Test
    void keepRefusesAPortThatIsTaken() {
        SessionScript session = asked(keeping(PORTS)).occupy(8193).server("229 ok (|||8193|)");

        assertThat(session.take())
                .containsExactly(
                        "reserve 8193",
                        "< 425 Can't open passive connection: the server's port is in use by another session from your"
                                + " address, try again.");
        assertThat(session.facts()).contains(new SessionFact.PassiveRefused(ReplyKind.EPSV, PassiveRefusal.PORT_TAKEN));
    }

    @Test
    void keepLetsUnreadableRepliesPass() {
        assertThat(asked(keeping(PORTS)).server("227 ?").take()).containsExactly("< 227 ?");
    }

    @Test
    void withoutAnAddressPasvGets425AndEpsvWorks() {
        SessionScript session =
                asked(loggedIn(rules(new AdvertisedAddress.Unavailable("no address is known for x"), PORTS)));

        assertThat(session.server(PASV).take())
                .containsExactly("< 425 Can't open passive connection: no address is known for x.");
        assertThat(session.facts()).contains(new SessionFact.PassiveRefused(ReplyKind.PASV, PassiveRefusal.NO_ADDRESS));
        assertThat(session.client("EPSV").server(EPSV).take())
                .containsExactly("> EPSV", "reserve", "await data", "< 229 Entering Extended Passive Mode (|||8192|)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a227OfSeveralLinesIsRewrittenInTheLineThatHasTheNumbers(int at) {
        String[] lines = {"227-Hello", " there", "227 End"};
        lines[at] = lines[at] + " (10,9,9,9,125,5)";
        SessionScript session = asked(loggedIn());
        session.serverTogether(227, lines);
        lines[at] = lines[at].replace("10,9,9,9,125,5", "10,0,1,1,32,0");

        assertThat(session.take())
                .containsExactly("reserve", "await data", "< " + lines[0], "< " + lines[1], "< " + lines[2]);
    }

    @Test
    void a227OfTooManyLinesEndsTheSessionAndGivesTheOldPortBack() {
        SessionScript session = asked(loggedIn()).server(PASV).client("PASV");
        session.forget();
        session.serverTogether(227, "227-1", " 2", " 3", " 4", "227 5");

        assertThat(session.take())
                .containsExactly("release 8192", "< 421 The server's reply cannot be read.", "end PROTOCOL_ERROR");
        assertThat(session.freePorts()).isEqualTo(3);
        assertThat(session.state()).isEqualTo(new SessionState.Ended(SessionEnd.PROTOCOL_ERROR, 0));
    }

    @Test
    void aRefusedPasvPasses() {
        assertThat(asked(loggedIn()).server("530 log in first").take()).containsExactly("< 530 log in first");
    }
}
