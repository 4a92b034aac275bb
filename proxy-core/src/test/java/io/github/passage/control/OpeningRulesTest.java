package io.github.passage.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.control.SessionEvent.SessionTimer;
import io.github.passage.control.SessionEvent.Side;
import io.github.passage.telemetry.SessionFact;
import org.junit.jupiter.api.Test;

/** Sessions whose client Passage has greeted itself, since its PROXY header came with its first bytes. */
class OpeningRulesTest {
    private static final String SORRY = "< 421 Service not available, try later.";

    private static SessionScript connected() {
        return SessionScript.greetedByPassage().on(new SessionEvent.TargetConnected(false));
    }

    @Test
    void theServersGreetingIsSwallowedAndWhatTheClientSentComesAfterIt() {
        SessionScript script = SessionScript.greetedByPassage().client("USER anna", "PASS x");
        assertThat(script.take()).isEmpty();
        script.on(new SessionEvent.TargetConnected(false));
        assertThat(script.take()).isEmpty();
        script.client("SYST").server("220 hi");
        assertThat(script.take()).containsExactly("> USER anna", "> PASS x", "> SYST");
        script.server("331 password", "230 in", "215 UNIX");
        assertThat(script.take()).containsExactly("< 331 password", "< 230 in", "< 215 UNIX");
        assertThat(script.facts()).contains(new SessionFact.ReplyReceived(220), new SessionFact.LoggedIn("anna"));
    }

    @Test
    void aGreetingOfSeveralLinesIsSwallowedWholeAndOneThatOnlyPromisesIsNotTheLast() {
        SessionScript script = connected().client("USER anna");
        script.server("120 in a minute", "rubbish").serverTogether(220, "220-welcome", " dear guest", "220 ready");
        assertThat(script.take()).containsExactly("> USER anna");
        assertThat(script.client("NOOP").server("331 password").take()).containsExactly("> NOOP", "< 331 password");
    }

    @Test
    void passagesOwnAnswersNeedNotWaitForAnythingOnceTheServerHasGreeted() {
        assertThat(connected().client("PORT 1,2,3,4,5,6").server("220 hi").take())
                .containsExactly("< 502 Command PORT not implemented.");
    }

    @Test
    void aRefusalInPlaceOfAGreetingIsTheClientsAnswer() {
        assertThat(connected().client("USER anna").server("530 full").take())
                .containsExactly("< 530 full", "end TARGET_CLOSED");
        assertThat(connected()
                        .serverTogether(421, "421-too many", "421 clients")
                        .take())
                .containsExactly("< 421-too many", "< 421 clients", "end TARGET_CLOSED");
    }

    @Test
    void aServerThatGoesBeforeItGreetsIsExplained() {
        assertThat(connected().gone(Side.SERVER).take()).containsExactly(SORRY, "end TARGET_CLOSED");
        assertThat(connected().halfClosed(Side.SERVER).take()).containsExactly(SORRY, "end TARGET_CLOSED");
        assertThat(connected().reset(Side.SERVER).take()).containsExactly(SORRY, "end TARGET_UNREACHABLE");
        assertThat(SessionScript.greetedByPassage()
                        .on(new SessionEvent.TargetFailed())
                        .take())
                .containsExactly(SORRY, "end TARGET_UNREACHABLE");
        assertThat(connected().on(new SessionEvent.ServerSentTooLong()).take())
                .containsExactly("< 421 The server's reply cannot be read.", "end PROTOCOL_ERROR");
    }

    @Test
    void whoeverGoesOrWaitsTooLongMeanwhileIsLetGo() {
        assertThat(connected().gone(Side.CLIENT).take()).containsExactly("end CLIENT_CLOSED");
        assertThat(connected().timeout(SessionTimer.LOGIN).take())
                .containsExactly("< 421 Login timeout, closing control connection.", "end LOGIN_TIMEOUT");
        assertThat(connected().drain().take())
                .containsExactly("< 421 Service shutting down, closing control connection.", "end DRAINED", "cut data");
    }

    @Test
    void aClientThatHasSentAllGetsItsAnswers() {
        SessionScript script = connected().client("USER anna").halfClosed(Side.CLIENT);
        assertThat(script.server("220 hi").take()).containsExactly("> USER anna", "close server output");
        assertThat(script.server("331 password").gone(Side.SERVER).take())
                .containsExactly("< 331 password", "end CLIENT_CLOSED");
    }

    @Test
    void emptyLinesAreNotKept() {
        assertThat(connected().client("", " ", "NOOP", "").server("220 hi").take())
                .containsExactly("> NOOP");
    }

    @Test
    void whatTheClientSendsMeanwhileIsBounded() {
        SessionScript script = connected();
        for (int i = 0; i < Pending.MOST; i++) {
            script.client("NOOP");
        }
        assertThat(script.take()).isEmpty();
        assertThat(script.client("NOOP").take())
                .containsExactly("< 421 Too many commands at once.", "end PROTOCOL_ERROR");
    }
}
