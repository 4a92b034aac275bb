package io.github.passage.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.passage.ftp.Verb;
import io.github.passage.sessions.PassiveRecord;
import io.github.passage.sessions.SessionRecord;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class SessionVerdictTest {
    private static final Duration TOOK = Duration.ofMillis(12);

    private static SessionRecord session(String user, SessionEnd end, PassiveRecord... passive) {
        return new SessionRecord(
                new SessionRef("edge", 7),
                "192.0.2.5:40000",
                "192.0.2.10:21",
                "10.0.3.20:21",
                user,
                Map.of(Verb.USER, 1, Verb.PASS, 1),
                List.of(passive),
                passive.length,
                3,
                1024,
                Instant.EPOCH,
                Optional.of(TOOK),
                end.label(),
                Optional.of(end),
                "connection refused");
    }

    private static PassiveRecord reply(String outcome, boolean came) {
        return new PassiveRecord(
                227,
                "control",
                "10.0.3.20:8193",
                "192.0.2.10:8192",
                came ? "192.0.2.10:8192" : "",
                came ? "192.0.2.5:40001" : "",
                false,
                outcome,
                3,
                1024,
                came ? Optional.of(Duration.ofMillis(2)) : Optional.empty(),
                came ? Optional.of(Duration.ofMillis(5)) : Optional.empty());
    }

    static Stream<Arguments> sessions() {
        SessionEnd quit = SessionEnd.QUIT;
        return Stream.of(
                Arguments.of(session("anna", quit), "::"),
                Arguments.of(session("anna", SessionEnd.CLIENT_CLOSED), "::"),
                Arguments.of(session("anna", SessionEnd.DRAINED), "::"),
                Arguments.of(session("anna", quit, reply("completed", true)), "::"),
                Arguments.of(session("anna", quit, reply("completed", true), reply("replaced", false)), "::"),
                Arguments.of(session("", SessionEnd.TARGET_UNREACHABLE), "target:10.0.3.20:21:connection refused"),
                Arguments.of(session("", quit), "login:10.0.3.20:21:refused"),
                Arguments.of(session("", SessionEnd.LOGIN_TIMEOUT), "login:192.0.2.5:40000:login-timeout"),
                Arguments.of(session("anna", quit, reply("lapsed", false)), "data-connection:192.0.2.10:8192:lapsed"),
                Arguments.of(
                        session("anna", quit, reply("session-ended", false), reply("completed", true)),
                        "data-connection:192.0.2.10:8192:session-ended"),
                Arguments.of(
                        session("anna", quit, reply("ports-exhausted", false)),
                        "passive-reply:192.0.2.10:21:ports-exhausted"),
                Arguments.of(
                        session("anna", quit, reply("target-unreachable", true)),
                        "data-target:10.0.3.20:8193:connection refused"),
                Arguments.of(
                        session("anna", quit, reply("completed", true), reply("target-reset", true)),
                        "transfer:192.0.2.10:8192:target-reset"),
                Arguments.of(session("anna", SessionEnd.TARGET_CLOSED), "control:10.0.3.20:21:target-closed"),
                Arguments.of(session("anna", SessionEnd.CLIENT_RESET), "control:192.0.2.5:40000:client-reset"),
                Arguments.of(session("anna", SessionEnd.FAULT), "control::fault"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void theVerdictNamesStepAddressAndCause(SessionRecord session, String expected) {
        SessionVerdict verdict = SessionVerdict.of(session);

        assertThat(verdict.step() + ":" + verdict.at() + ":" + verdict.cause()).isEqualTo(expected);
        assertThat(verdict.isOk()).isEqualTo(expected.equals("::"));
    }

    @Test
    void oneLineExplainsASession() {
        Logger logger = (Logger) LoggerFactory.getLogger("passage.session");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try {
            new SessionLog().closed(session("anna", SessionEnd.QUIT, reply("target-unreachable", true)));
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }

        assertThat(lines.list)
                .extracting(TextLine::told)
                .containsExactly("[edge#7] ended verdict=failed step=data-target at=10.0.3.20:8193"
                        + " cause=\"connection refused\" end=quit client=192.0.2.5:40000 reached=192.0.2.10:21"
                        + " target=10.0.3.20:21 user=anna verbs=PASS:1,USER:1 passive_replies=1 passive=227"
                        + " announced=10.0.3.20:8193 advertised=192.0.2.10:8192 dialled=192.0.2.10:8192"
                        + " observed=192.0.2.5:40001 outcome=target-unreachable waited_ms=2 transfer_ms=5"
                        + " bytes_from_client=3 bytes_from_target=1024 ms=12");
    }
}
