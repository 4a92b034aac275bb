package io.github.passage.control;

import static io.github.passage.control.SessionScript.RULES;
import static io.github.passage.control.SessionScript.greeted;
import static io.github.passage.control.SessionScript.loggedIn;
import static io.github.passage.control.SessionScript.rewritten;
import static io.github.passage.control.SessionScript.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.control.SessionEvent.SessionTimer;
import io.github.passage.control.SessionEvent.Side;
import io.github.passage.telemetry.SessionEnd;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndRulesTest {
    private static final String PASV = "227 Entering Passive Mode (10,9,9,9,125,5).";
    private static final String SHUTTING_DOWN = "< 421 Service shutting down, closing control connection.";

    private static final Map<String, Supplier<SessionScript>> STATES = Map.of(
            "connecting", () -> new SessionScript(RULES),
            "awaiting greeting", () -> new SessionScript(RULES).on(new SessionEvent.TargetConnected(false)),
            "logged out", () -> greeted(RULES),
            "logged in", () -> loggedIn(),
            "command pending", () -> loggedIn().client("NOOP"),
            "passive pending", () -> loggedIn().client("PASV"),
            "offered", () -> loggedIn().client("PASV").server(PASV),
            "transfer", EndRulesTest::transferring,
            "quitting", () -> loggedIn().client("QUIT").server("221 bye"),
            "encrypted", EndRulesTest::encrypted);

    private static SessionScript transferring() {
        return loggedIn()
                .client("PASV")
                .server(PASV)
                .client("RETR x")
                .server("150 opening")
                .arrive(8192);
    }

    private static SessionScript encrypted() {
        return greeted(rules(rewritten("10.0.1.1"), EpsvMode.PASS, AuthMode.PASS))
                .client("AUTH TLS")
                .server("234 go");
    }

    private static SessionScript at(String state) {
        SessionScript session = STATES.get(state).get();
        session.forget();
        return session;
    }

    @ParameterizedTest
    @CsvSource({
        "connecting, CLIENT_CLOSED, CLIENT_RESET, TARGET_CLOSED, TARGET_RESET",
        "awaiting greeting, CLIENT_CLOSED, CLIENT_RESET, TARGET_CLOSED, TARGET_RESET",
        "logged out, CLIENT_CLOSED, CLIENT_RESET, TARGET_CLOSED, TARGET_RESET",
        "logged in, CLIENT_CLOSED, CLIENT_RESET, TARGET_CLOSED, TARGET_RESET",
        "command pending, CLIENT_CLOSED, CLIENT_RESET, TARGET_CLOSED, TARGET_RESET",
        "passive pending, CLIENT_CLOSED, CLIENT_RESET, TARGET_CLOSED, TARGET_RESET",
        "offered, CLIENT_CLOSED, CLIENT_RESET, TARGET_CLOSED, TARGET_RESET",
        "transfer, CLIENT_CLOSED, CLIENT_RESET, TARGET_CLOSED, TARGET_RESET",
        "quitting, QUIT, QUIT, QUIT, QUIT",
        "encrypted, CLIENT_CLOSED, CLIENT_RESET, TARGET_CLOSED, TARGET_RESET"
    })
    void eitherSideMayVanishAtAnyState(String state, String client, String clientReset, String target, String reset) {
        Map<String, SessionScript> ends = Map.of(
                client + " 1", at(state).gone(Side.CLIENT),
                clientReset + " 2", at(state).reset(Side.CLIENT),
                target + " 3", at(state).gone(Side.SERVER),
                reset + " 4", at(state).reset(Side.SERVER));

        ends.forEach((end, session) -> {
            String expected = end.substring(0, end.length() - 2);
            assertThat(session.take()).endsWith("end " + expected);
            assertThat(session.state()).isInstanceOf(SessionState.Ended.class);
            assertThat(session.freePorts()).isEqualTo(3);
            assertThat(session.state().transfers()).isEqualTo(state.equals("transfer") ? 1 : 0);
        });
    }

    @Test
    void anEndedSessionStaysAsItIs() {
        SessionScript session = at("transfer").gone(Side.CLIENT);
        session.forget();

        session.client("NOOP")
                .server("226 done", PASV)
                .gone(Side.SERVER)
                .halfClosed(Side.CLIENT)
                .drain()
                .timeout(SessionTimer.LOGIN)
                .timeout(SessionTimer.CONTROL_IDLE)
                .timeout(SessionTimer.RESERVATION)
                .on(new SessionEvent.TargetConnected(false))
                .on(new SessionEvent.TargetFailed())
                .on(new SessionEvent.ClientSentTooLong())
                .on(new SessionEvent.ServerSentTooLong())
                .on(new SessionEvent.PortUnavailable());

        assertThat(session.take()).isEmpty();
        assertThat(session.state()).isEqualTo(new SessionState.Ended(SessionEnd.CLIENT_CLOSED, 1));
        assertThat(session.arrive(8192).take()).containsExactly("refuse data");
        assertThat(session.on(new SessionEvent.PortReserved(8192)).take()).containsExactly("release 8192");
        assertThat(session.graceOver().take()).containsExactly("cut data");
        assertThat(session.dataClosed().state()).isEqualTo(new SessionState.Ended(SessionEnd.CLIENT_CLOSED, 0));
    }

    @Test
    void aTargetThatCannotBeReachedIsA421() {
        assertThat(new SessionScript(RULES).on(new SessionEvent.TargetFailed()).take())
                .containsExactly("< 421 Service not available, try later.", "end TARGET_UNREACHABLE");
    }

    @Test
    void whatTheClientSentBeforeTheTargetStoodIsPassedOn() {
        SessionScript session =
                new SessionScript(RULES).client("USER anna", "QUIT").halfClosed(Side.CLIENT);
        assertThat(session.take()).isEmpty();

        assertThat(session.on(new SessionEvent.TargetConnected(false)).take())
                .containsExactly("> USER anna", "> QUIT", "close server output");
    }

    @Test
    void theClientsHalfCloseIsPassedOnAndTheServersCloseEnds() {
        SessionScript session = at("transfer").halfClosed(Side.CLIENT);

        assertThat(session.take()).containsExactly("close server output");
        assertThat(session.server("226 done").halfClosed(Side.SERVER).take())
                .containsExactly("< 226 done", "end CLIENT_CLOSED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"awaiting greeting", "logged out", "logged in", "command pending", "offered"})
    void afterTheClientsHalfCloseAnIdleServerIsWhatTheClientLeft(String state) {
        SessionScript session = at(state).halfClosed(Side.CLIENT);
        session.forget();

        assertThat(session.timeout(SessionTimer.CONTROL_IDLE).take())
                .contains("< 421 Idle timeout, closing control connection.", "end CLIENT_CLOSED");
    }

    @Test
    void afterTheClientsHalfCloseATransferStillGoesToItsEnd() {
        SessionScript session = at("transfer").halfClosed(Side.CLIENT);
        session.forget();
        assertThat(session.timeout(SessionTimer.CONTROL_IDLE).take()).isEmpty();

        assertThat(session.dataClosed().timeout(SessionTimer.CONTROL_IDLE).take())
                .endsWith("end CLIENT_CLOSED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logged in", "command pending", "offered", "transfer"})
    void theServersHalfCloseEndsTheSession(String state) {
        assertThat(at(state).halfClosed(Side.SERVER).take()).endsWith("end TARGET_CLOSED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connecting", "awaiting greeting", "logged out"})
    void withoutALoginInTimeTheSessionEnds(String state) {
        assertThat(at(state).timeout(SessionTimer.LOGIN).take())
                .containsExactly("< 421 Login timeout, closing control connection.", "end LOGIN_TIMEOUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logged in", "offered", "transfer", "quitting", "encrypted"})
    void afterTheLoginItsTimerMeansNothing(String state) {
        assertThat(at(state).timeout(SessionTimer.LOGIN).take()).isEmpty();
    }

    @Test
    void aLoginThatIsNotSeenIsAwaitedAnewWhileATransferRuns() {
        SessionScript session =
                at("logged out").client("PASV").server(PASV).client("RETR x").arrive(8192);
        session.forget();

        assertThat(session.timeout(SessionTimer.LOGIN).take()).containsExactly("await login");
        assertThat(session.dataClosed().timeout(SessionTimer.LOGIN).take()).endsWith("end LOGIN_TIMEOUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connecting", "logged out", "logged in", "command pending"})
    void anIdleSessionEnds(String state) {
        assertThat(at(state).timeout(SessionTimer.CONTROL_IDLE).take())
                .containsExactly("< 421 Idle timeout, closing control connection.", "end IDLE_TIMEOUT");
    }

    @Test
    void anIdleSessionGivesItsPortBack() {
        SessionScript session = at("offered").timeout(SessionTimer.CONTROL_IDLE);

        assertThat(session.take()).contains("release 8192", "end IDLE_TIMEOUT");
        assertThat(session.freePorts()).isEqualTo(3);
    }

    @Test
    void aTransferKeepsTheSessionFromBeingIdle() {
        SessionScript session = at("transfer").timeout(SessionTimer.CONTROL_IDLE);
        assertThat(session.take()).isEmpty();

        assertThat(session.dataClosed().timeout(SessionTimer.CONTROL_IDLE).take())
                .contains("end IDLE_TIMEOUT");
    }

    @Test
    void anEncryptedSessionEndsIdleWithoutAWord() {
        assertThat(at("encrypted").timeout(SessionTimer.CONTROL_IDLE).take()).containsExactly("end IDLE_TIMEOUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connecting", "awaiting greeting", "logged out", "logged in"})
    void aQuietSessionDrainsAtOnce(String state) {
        assertThat(at(state).drain().take()).startsWith(SHUTTING_DOWN).contains("end DRAINED");
    }

    @Test
    void aDrainingSessionAnswersFirst() {
        SessionScript session = at("command pending").drain();
        assertThat(session.take()).isEmpty();

        assertThat(session.server("200 ok").take()).containsExactly("< 200 ok", SHUTTING_DOWN, "end DRAINED");
    }

    @Test
    void aDrainingSessionLetsItsTransferEnd() {
        SessionScript session = at("transfer").drain();
        assertThat(session.server("226 done").take()).containsExactly("< 226 done");

        assertThat(session.dataClosed().take()).containsExactly(SHUTTING_DOWN, "end DRAINED");
    }

    @Test
    void aDrainingSessionStillServesTheTransferThatWasAskedFor() {
        SessionScript session = at("passive pending").drain();
        session.server(PASV).client("RETR x").arrive(8192).server("150 opening", "226 done");
        session.forget();

        assertThat(session.dataClosed().take()).containsExactly(SHUTTING_DOWN, "end DRAINED");
    }

    @Test
    void aDrainingSessionEndsWhenItsOfferLapses() {
        assertThat(at("offered").drain().timeout(SessionTimer.RESERVATION).take())
                .containsExactly("release 8192", SHUTTING_DOWN, "end DRAINED");
    }

    @Test
    void anEncryptedSessionDrainsAMomentAfterItsLastTransferAsItsReplyCannotBeSeen() {
        SessionScript idle = at("encrypted").drain();
        assertThat(idle.take()).containsExactly("await last words");
        assertThat(idle.timeout(SessionTimer.LAST_WORDS).take()).containsExactly("end DRAINED");

        SessionScript busy = at("encrypted").arrive(8193);
        assertThat(busy.take()).containsExactly("join same port");
        assertThat(busy.drain().take()).isEmpty();
        assertThat(busy.timeout(SessionTimer.LAST_WORDS).take()).isEmpty();
        assertThat(busy.dataClosed().take()).containsExactly("await last words");
        assertThat(busy.timeout(SessionTimer.LAST_WORDS).take()).containsExactly("end DRAINED");
    }

    @Test
    void whenTheGraceIsOverEverythingEnds() {
        STATES.keySet().forEach(state -> {
            SessionScript session = at(state).graceOver();
            List<String> done = session.take();

            assertThat(done).contains("end DRAINED", "cut data");
            assertThat(done.contains(SHUTTING_DOWN)).isEqualTo(!state.equals("encrypted"));
            assertThat(session.freePorts()).isEqualTo(3);
        });
    }

    @Test
    void anOperatorEndsASessionWhateverItDoes() {
        STATES.keySet().forEach(state -> {
            SessionScript session = at(state).on(new SessionEvent.ClosedByOperator());
            List<String> done = session.take();

            assertThat(done).contains("end CLOSED_BY_OPERATOR", "cut data");
            assertThat(done.contains("< 421 Session closed by the operator.")).isEqualTo(!state.equals("encrypted"));
            assertThat(session.on(new SessionEvent.ClosedByOperator()).take()).containsExactly("cut data");
        });
    }

    @ParameterizedTest
    @EnumSource(SessionTimer.class)
    void noTimerEverHarmsARunningTransfer(SessionTimer timer) {
        assertThat(at("transfer").timeout(timer).take()).isEmpty();
    }
}
