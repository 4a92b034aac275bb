package io.github.passage.control;

import static io.github.passage.control.SessionScript.RULES;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.control.SessionEvent.SessionTimer;
import io.github.passage.control.SessionEvent.Side;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.ftp.ReplyLine.Place;
import io.github.passage.telemetry.SessionFact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions whose server takes no session while another target could be tried. */
class BusyTargetTest {
    private static final SessionEvent ANOTHER_LEFT = new SessionEvent.TargetConnected(true);
    private static final SessionEvent THE_LAST = new SessionEvent.TargetConnected(false);

    /** Who greets the client. */
    enum Greeter {
        SERVER,
        PASSAGE;

        SessionScript connected() {
            return (this == SERVER ? new SessionScript(RULES) : SessionScript.greetedByPassage()).on(ANOTHER_LEFT);
        }
    }

    /** What a server does instead of a good greeting. */
    enum Refusal {
        SAYS_421("greeted with 421"),
        SAYS_IT_AT_LENGTH("greeted with 421"),
        CLOSES("closed before it greeted"),
        HALF_CLOSES("closed before it greeted"),
        RESETS("reset before it greeted");

        private final String why;

        Refusal(String why) {
            this.why = why;
        }

        String effect() {
            return "try another: " + why;
        }

        SessionScript by(SessionScript script) {
            return switch (this) {
                case SAYS_421 -> script.server("421 too many users");
                case SAYS_IT_AT_LENGTH -> script.serverTogether(421, "421-too many", "421 users");
                case CLOSES -> script.gone(Side.SERVER);
                case HALF_CLOSES -> script.halfClosed(Side.SERVER);
                case RESETS -> script.reset(Side.SERVER);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void theClientSeesNothingOfIt(Refusal refusal) {
        SessionScript script = refusal.by(Greeter.SERVER.connected());

        assertThat(script.take()).containsExactly(refusal.effect());
        assertThat(script.on(THE_LAST).server("220 hi").client("USER anna").take())
                .containsExactly("< 220 hi", "> USER anna");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void norOneThatPassageHasGreeted(Refusal refusal) {
        SessionScript script = refusal.by(Greeter.PASSAGE.connected().client("USER anna"));

        assertThat(script.take()).containsExactly(refusal.effect());
        assertThat(script.client("PASS x").on(THE_LAST).server("220 hi").take())
                .containsExactly("> USER anna", "> PASS x");
    }

    @ParameterizedTest
    @EnumSource(Greeter.class)
    void eachTargetThatRefusesIsFollowedByAnother(Greeter greeter) {
        SessionScript script =
                greeter.connected().server("421 full").on(ANOTHER_LEFT).gone(Side.SERVER);
        assertThat(script.take())
                .containsExactly("try another: greeted with 421", "try another: closed before it greeted");

        assertThat(script.on(THE_LAST).server("421 full as well").take()).startsWith("< 421 full as well");
        assertThat(script.facts())
                .filteredOn(new SessionFact.ReplyReceived(421)::equals)
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Greeter.class)
    void whereTheOthersCannotBeConnectedToTheClientIsTold(Greeter greeter) {
        SessionScript script = greeter.connected().server("421 full").on(new SessionEvent.TargetFailed());

        assertThat(script.take())
                .containsExactly(
                        "try another: greeted with 421",
                        "< 421 Service not available, try later.",
                        "end TARGET_UNREACHABLE");
    }

    @ParameterizedTest
    @CsvSource({"220 hi", "220-hi", "120 in a minute", "530 not you", "500 OOPS", "rubbish"})
    void anythingElseThanA421IsTheTargetsAnswer(String line) {
        SessionScript script = Greeter.SERVER.connected().server(line);

        assertThat(script.take()).containsExactly("< " + line);
        assertThat(script.state()).isInstanceOf(SessionState.Active.class);
        assertThat(script.gone(Side.SERVER).take()).containsExactly("end TARGET_CLOSED");
    }

    @Test
    void a421BehindAPromiseIsTheTargetsAnswerWhereTheClientHasReadThePromise() {
        assertThat(Greeter.SERVER
                        .connected()
                        .server("120 in a minute", "421 never")
                        .take())
                .containsExactly("< 120 in a minute", "< 421 never");
        assertThat(Greeter.PASSAGE
                        .connected()
                        .server("120 in a minute", "421 never")
                        .take())
                .containsExactly("try another: greeted with 421");
    }

    @Test
    void aRefusalOfAnotherKindIsTheAnswerWherePassageHasGreeted() {
        assertThat(Greeter.PASSAGE
                        .connected()
                        .client("USER anna")
                        .server("530 not you")
                        .take())
                .containsExactly("< 530 not you", "end TARGET_CLOSED");
        SessionScript cut = Greeter.PASSAGE.connected();
        cut.on(new SessionEvent.ServerSent(new ReplyLine("530-not".getBytes(US_ASCII), 530, Place.FIRST)));
        assertThat(cut.gone(Side.SERVER).take())
                .containsExactly("< 530-not", "< 421 Service not available, try later.", "end TARGET_CLOSED");
    }

    @Test
    void whatTheClientSendsBeforeTheGreetingWaitsForTheTargetThatTakesIt() {
        SessionScript script = new SessionScript(RULES)
                .client("USER anna")
                .on(ANOTHER_LEFT)
                .client("PASS x", "PORT 1,2,3,4,5,6")
                .halfClosed(Side.CLIENT);
        assertThat(script.take()).isEmpty();
        assertThat(script.server("421 full").on(ANOTHER_LEFT).take()).containsExactly("try another: greeted with 421");

        assertThat(script.server("220 hi").take())
                .containsExactly("> USER anna", "> PASS x", "close server output", "< 220 hi");
        assertThat(script.server("331 password", "230 in").take())
                .containsExactly("< 331 password", "< 230 in", "< 502 Command PORT not implemented.");
    }

    @ParameterizedTest
    @EnumSource(Greeter.class)
    void whatTheClientSendsMeanwhileIsBounded(Greeter greeter) {
        SessionScript script = greeter.connected();
        for (int i = 0; i < Pending.MOST; i++) {
            script.client("NOOP");
        }
        assertThat(script.take()).isEmpty();
        assertThat(script.client("NOOP").take())
                .containsExactly("< 421 Too many commands at once.", "end PROTOCOL_ERROR");
    }

    @ParameterizedTest
    @EnumSource(Greeter.class)
    void whoeverGoesOrWaitsTooLongMeanwhileIsLetGo(Greeter greeter) {
        assertThat(greeter.connected().gone(Side.CLIENT).take()).containsExactly("end CLIENT_CLOSED");
        assertThat(greeter.connected().timeout(SessionTimer.LOGIN).take())
                .containsExactly("< 421 Login timeout, closing control connection.", "end LOGIN_TIMEOUT");
        assertThat(greeter.connected().drain().take())
                .containsExactly("< 421 Service shutting down, closing control connection.", "end DRAINED", "cut data");
        assertThat(greeter.connected().on(new SessionEvent.ServerSentTooLong()).take())
                .containsExactly("< 421 The server's reply cannot be read.", "end PROTOCOL_ERROR");
    }

    @ParameterizedTest
    @EnumSource(Greeter.class)
    void aSessionThatIsCutWhileAnotherIsDialledStaysSo(Greeter greeter) {
        SessionScript script = greeter.connected().server("421 full").gone(Side.CLIENT);
        script.forget();

        assertThat(script.on(THE_LAST).server("220 hi").take()).isEmpty();
        assertThat(script.state()).isInstanceOf(SessionState.Ended.class);
    }

    @Test
    void aTargetThatHasGreetedKeepsItsSession() {
        SessionScript script = Greeter.SERVER.connected().server("220 hi").client("NOOP");
        script.forget();

        assertThat(script.server("421 timeout").gone(Side.SERVER).take())
                .containsExactly("< 421 timeout", "end TARGET_CLOSED");
    }
}
