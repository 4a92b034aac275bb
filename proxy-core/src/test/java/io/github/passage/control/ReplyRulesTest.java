package io.github.passage.control;

import static io.github.passage.control.SessionScript.RULES;
import static io.github.passage.control.SessionScript.greeted;
import static io.github.passage.control.SessionScript.loggedIn;
import static io.github.passage.control.SessionScript.rewritten;
import static io.github.passage.control.SessionScript.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.control.SessionEvent.SessionTimer;
import io.github.passage.control.SessionEvent.Side;
import io.github.passage.control.SessionState.Active;
import io.github.passage.control.SessionState.Login;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyRulesTest {
    private static final SessionRules PASS_AUTH = rules(rewritten("10.0.1.1"), EpsvMode.PASS, AuthMode.PASS);
    private static final String[] FEATURES = {
        "211-Features:", " AUTH TLS", " EPRT", " EPSV", " PBSZ", " PROT", " REST STREAM", " UTF8", "211 End"
    };

    private static Login login(SessionScript session) {
        return ((Active) session.state()).login();
    }

    @Test
    void everyReplyGoesToTheClientAsItCame() {
        SessionScript session = loggedIn().client("STAT");
        session.forget();

        assertThat(session.serverTogether(213, "213-Status", " line", "213 End").take())
                .containsExactly("< 213-Status", "<  line", "< 213 End");
        assertThat(session.facts()).containsExactly(new SessionFact.ReplyReceived(213));
    }

    @Test
    void refusedFeaturesLeaveTheFeatReply() {
        SessionScript session = loggedIn().client("FEAT");
        session.forget();

        assertThat(session.serverTogether(211, FEATURES).take())
                .containsExactly("< 211-Features:", "<  EPSV", "<  REST STREAM", "<  UTF8", "< 211 End");
    }

    @Test
    void refusedEpsvLeavesTheFeatReplyToo() {
        SessionScript session = loggedIn(rules(rewritten("10.0.1.1"), EpsvMode.REFUSE, AuthMode.PASS))
                .client("FEAT");
        session.forget();

        assertThat(session.serverTogether(211, FEATURES).take())
                .containsExactly(
                        "< 211-Features:",
                        "<  AUTH TLS",
                        "<  PBSZ",
                        "<  PROT",
                        "<  REST STREAM",
                        "<  UTF8",
                        "< 211 End");
    }

    @Test
    void otherRepliesWithTheSameCodeKeepTheirLines() {
        SessionScript session = loggedIn().client("STAT", "FEAT");
        session.forget();

        assertThat(session.serverTogether(211, FEATURES).take()).hasSize(FEATURES.length);
        assertThat(session.serverTogether(211, FEATURES).take()).hasSize(5);
    }

    @Test
    void preliminaryRepliesAnswerNothing() {
        SessionScript session = loggedIn().client("LIST", "NOOP");

        assertThat(((Active) session.server("150 opening", "125 still").state())
                        .pending()
                        .entries())
                .hasSize(2);
        assertThat(((Active) session.server("226 done").state()).pending().entries())
                .hasSize(1);
    }

    @Test
    void aLineThatIsNoReplyPassesAndAnswersNothing() {
        SessionScript session = loggedIn().client("NOOP");
        session.forget();

        assertThat(session.server("rubbish").take()).containsExactly("< rubbish");
        assertThat(((Active) session.state()).pending().entries()).hasSize(1);
    }

    @Test
    void repliesThatNobodyAwaitsPass() {
        assertThat(loggedIn().server("200 by the way").take()).containsExactly("< 200 by the way");
    }

    @Test
    void theServersOwn421PassesAndItsCloseEndsTheSession() {
        SessionScript session = loggedIn().server("421 timeout");

        assertThat(session.take()).containsExactly("< 421 timeout");
        assertThat(session.halfClosed(Side.SERVER).take()).containsExactly("end TARGET_CLOSED");
    }

    @Test
    void anUnreadableReplyEndsTheSession() {
        assertThat(loggedIn().on(new SessionEvent.ServerSentTooLong()).take())
                .containsExactly("< 421 The server's reply cannot be read.", "end PROTOCOL_ERROR");
    }

    @Test
    void a230LogsInOnce() {
        SessionScript session =
                greeted(RULES).client("USER anna").server("331 password").client("PASS x");
        assertThat(login(session)).isEqualTo(new Login.LoggedOut("anna"));
        session.forget();

        session.server("230 in");

        assertThat(login(session)).isEqualTo(new Login.LoggedIn("anna"));
        assertThat(session.facts())
                .containsExactly(new SessionFact.ReplyReceived(230), new SessionFact.LoggedIn("anna"));
        session.forget();
        assertThat(session.server("230 again").facts()).containsExactly(new SessionFact.ReplyReceived(230));
    }

    @ParameterizedTest
    @CsvSource({
        // RFC 959 sections 5.4 and 6, RFC 2228 section 3
        "'USER anna', '230 in'",
        "'USER anna', '232 in'",
        "'USER anna;PASS x', '331 password;230 in'",
        "'USER anna;PASS x', '331 password;202 superfluous'",
        "'USER anna;PASS x', '331 password;200 in'",
        "'USER anna;PASS x', '331 password;232 in'",
        "'USER anna;PASS x;ACCT y', '331 password;332 account;230 in'",
        "'USER anna;PASS x;ACCT y', '331 password;332 account;202 superfluous'",
        "'USER anna;ACCT y', '332 account;200 in'",
        "'USER anna;NOOP;PASS x', '331 password;200 ok;202 superfluous'"
    })
    void whatAcceptsALogin(String commands, String replies) {
        SessionScript session = greeted(RULES).client(commands.split(";", -1)).server(replies.split(";", -1));

        assertThat(login(session)).isEqualTo(new Login.LoggedIn("anna"));
        assertThat(session.facts()).contains(new SessionFact.LoggedIn("anna"));
    }

    @ParameterizedTest
    @CsvSource({
        "'USER anna', '200 ok'",
        "'USER anna', '331 password'",
        "'USER anna;PASS x', '331 password;530 no'",
        "'USER anna;PASS x', '331 password;221 bye'",
        "'USER anna;PASS x', '331 password;332 account'",
        "'USER anna;ACCT y', '331 password;202 superfluous'",
        "'USER anna;NOOP', '331 password;200 ok'",
        "'USER anna;PASS x;ACCT y', '331 password;332 account;530 no'",
        "'USER anna;PASS x;USER anna;ACCT y', '331 password;332 account;331 password;202 superfluous'"
    })
    void whatDoesNot(String commands, String replies) {
        String[] asked = commands.split(";", -1);
        String[] answered = replies.split(";", -1);
        SessionScript session = greeted(RULES);
        for (int i = 0; i < asked.length; i++) {
            session.client(asked[i]).server(answered[i]);
        }

        assertThat(login(session)).isNotInstanceOf(Login.LoggedIn.class);
        assertThat(session.facts()).doesNotHaveAnyElementsOfTypes(SessionFact.LoggedIn.class);
        assertThat(session.timeout(SessionTimer.LOGIN).state())
                .isEqualTo(new SessionState.Ended(SessionEnd.LOGIN_TIMEOUT, 0));
    }

    @Test
    void aRefusedLoginStaysLoggedOut() {
        SessionScript session = greeted(RULES).client("USER anna", "PASS x").server("331 password", "530 no");

        assertThat(login(session)).isEqualTo(new Login.LoggedOut("anna"));
        assertThat(session.timeout(SessionTimer.LOGIN).state())
                .isEqualTo(new SessionState.Ended(SessionEnd.LOGIN_TIMEOUT, 0));
    }

    @Test
    void reinLogsOutAndGivesTheOfferedPortBack() {
        SessionScript session =
                loggedIn().client("PASV").server("227 (10,9,9,9,125,5)").client("REIN");
        session.forget();

        session.server("220 again");

        assertThat(session.take()).containsExactly("< 220 again", "await login", "release 8192");
        assertThat(login(session)).isEqualTo(new Login.LoggedOut(""));
        assertThat(session.freePorts()).isEqualTo(3);
    }

    @Test
    void reinDuringATransferLetsItGoOn() {
        SessionScript session = loggedIn()
                .client("PASV")
                .server("227 (10,9,9,9,125,5)")
                .client("RETR x")
                .arrive(8192);
        session.client("REIN").server("226 done", "220 again");

        assertThat(session.state().transfers()).isOne();
        assertThat(session.dataClosed().state().transfers()).isZero();
    }

    @Test
    void a220ThatAnswersNoReinChangesNothing() {
        SessionScript session = loggedIn().client("NOOP").server("220 odd");

        assertThat(login(session)).isInstanceOf(Login.LoggedIn.class);
    }

    @Test
    void quitIsAnsweredAndThenWhoeverClosesEndsTheSessionInOrder() {
        for (Side side : Side.values()) {
            SessionScript session = loggedIn().client("QUIT").server("221 bye");
            assertThat(login(session)).isEqualTo(new Login.Quitting());
            session.forget();

            assertThat(session.gone(side).take()).containsExactly("end QUIT");
        }
    }

    @Test
    void quitDuringATransferLetsItComeToItsEnd() {
        SessionScript session = loggedIn()
                .client("PASV")
                .server("227 (10,9,9,9,125,5)")
                .client("RETR x")
                .server("150 opening")
                .arrive(8192)
                .client("QUIT");
        session.forget();

        session.server("226 done", "221 bye").halfClosed(Side.SERVER);

        assertThat(session.take()).containsExactly("< 226 done", "< 221 bye", "end QUIT");
        assertThat(session.state()).isEqualTo(new SessionState.Ended(SessionEnd.QUIT, 1));
        assertThat(session.dataClosed().state()).isEqualTo(new SessionState.Ended(SessionEnd.QUIT, 0));
    }

    @Test
    void a234MakesThePassedSessionARelay() {
        SessionScript session = greeted(PASS_AUTH).client("AUTH TLS");
        session.forget();

        session.server("234 go");

        assertThat(session.take()).containsExactly("< 234 go", "become relay");
        assertThat(session.facts()).contains(new SessionFact.Encrypted());
        assertThat(session.state()).isEqualTo(new SessionState.Encrypted(0, false));
    }

    @Test
    void a234ThatAnswersNoAuthDoesNot() {
        assertThat(greeted(PASS_AUTH).client("NOOP").server("234 go").state()).isInstanceOf(Active.class);
    }

    @Test
    void a235ToAdatMakesThePassedSessionARelayToo() {
        SessionScript session = greeted(PASS_AUTH).client("AUTH GSSAPI").server("334 go on");
        session.client("ADAT abcd").server("335 ADAT=efgh").client("ADAT ijkl");
        assertThat(session.state()).isInstanceOf(Active.class);
        session.forget();

        assertThat(session.server("235 ADAT=mnop").take()).containsExactly("< 235 ADAT=mnop", "become relay");
        assertThat(session.facts()).contains(new SessionFact.Encrypted());
    }

    @Test
    void a235ThatAnswersNoAdatDoesNot() {
        assertThat(greeted(PASS_AUTH).client("AUTH TLS").server("235 go").state())
                .isInstanceOf(Active.class);
    }

    @Test
    void aServerThatRefusesAuthGoesOnInClear() {
        SessionScript session = greeted(PASS_AUTH).client("AUTH TLS");
        session.forget();

        assertThat(session.server("502 no").take()).containsExactly("< 502 no");
        assertThat(session.client("USER anna").take()).containsExactly("> USER anna");
    }

    @Test
    void becomingARelayGivesTheOfferedPortBack() {
        SessionScript session =
                greeted(PASS_AUTH).client("PASV").server("227 (10,9,9,9,125,5)").client("AUTH TLS");
        session.forget();

        assertThat(session.server("234 go").take()).containsExactly("< 234 go", "release 8192", "become relay");
        assertThat(session.freePorts()).isEqualTo(3);
    }

    @Test
    void anAbortedTransferHasTwoReplies() {
        SessionScript session =
                loggedIn().client("RETR x").server("150 opening").client("ABOR");
        session.server("426 aborted");
        assertThat(((Active) session.state()).pending().entries()).hasSize(1);

        session.server("226 abort done");
        assertThat(((Active) session.state()).pending().isEmpty()).isTrue();
    }

    @Test
    void whereTransferAndAbortHaveOneReplyTheNextCommandIsInStep() {
        SessionScript session =
                loggedIn().client("RETR x").server("150 opening").client("ABOR").server("226 both");
        session.client("FEAT");
        session.forget();

        assertThat(session.serverTogether(211, FEATURES).take()).hasSize(5);
        assertThat(((Active) session.state()).pending().isEmpty()).isTrue();
    }

    @Test
    void whereTransferAndAbortHaveOneReplyTheNextOwnAnswerIsNotHeldBack() {
        SessionScript session =
                loggedIn().client("RETR x").server("150 opening").client("ABOR").server("226 both");
        session.forget();

        assertThat(session.client("PORT 1,2,3,4,5,6").take()).containsExactly("< 502 Command PORT not implemented.");
    }

    @Test
    void anOwnAnswerBehindAnAbortIsNotLost() {
        SessionScript session =
                loggedIn().client("RETR x", "ABOR", "PORT 1,2,3,4,5,6").server("226 both");
        session.forget();

        assertThat(session.client("NOOP").take()).containsExactly("< 502 Command PORT not implemented.", "> NOOP");
    }
}
