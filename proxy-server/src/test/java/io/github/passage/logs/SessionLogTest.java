package io.github.passage.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.passage.address.HostPort;
import io.github.passage.address.IpLiteral;
import io.github.passage.ftp.Verb;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.PassiveRefusal;
import io.github.passage.telemetry.ProcessFact;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TargetHealth;
import io.github.passage.telemetry.TelemetryEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class SessionLogTest {
    private static final SessionRef SESSION = new SessionRef("edge", 7);
    private static final InetSocketAddress CLIENT = at("192.0.2.5", 40000);
    private static final InetSocketAddress HOP = at("192.0.2.10", 8192);
    private static final InetSocketAddress TARGET = at("10.0.3.20", 8193);
    private static final Duration TOOK = Duration.ofMillis(12);

    private final Logger logger = (Logger) LoggerFactory.getLogger("passage");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SessionLog log = new SessionLog();
    private Level before;

    /** A fact and the line that it becomes, without the session or hop. */
    record Logged(SessionFact fact, String line) {}

    record LoggedOfHop(HopFact fact, String line) {}

    record LoggedOfProcess(ProcessFact fact, String line) {}

    @BeforeEach
    void listen() {
        before = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void restore() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(before);
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(IpLiteral.parse(address).orElseThrow(), port);
    }

    static Stream<Logged> sessionFacts() {
        return Stream.of(
                new Logged(
                        new SessionFact.Opened(CLIENT, at("192.0.2.10", 21)),
                        "INFO opened client=192.0.2.5:40000 reached=192.0.2.10:21"),
                new Logged(
                        new SessionFact.Opened(at("2001:db8::5", 40000), at("::1", 21)),
                        "INFO opened client=[2001:db8:0:0:0:0:0:5]:40000 reached=[0:0:0:0:0:0:0:1]:21"),
                new Logged(
                        new SessionFact.TargetConnected(TARGET, HOP),
                        "DEBUG target=10.0.3.20:8193 from=192.0.2.10:8192"),
                new Logged(
                        new SessionFact.TargetFailed("ftp.example.com:21", "connection refused"),
                        "WARN target ftp.example.com:21 cannot be reached: connection refused"),
                new Logged(
                        new SessionFact.CommandReceived(Verb.PORT, Optional.of(502)), "DEBUG command=PORT refused=502"),
                new Logged(
                        new SessionFact.CommandReceived(Verb.PASS, Optional.empty()), "DEBUG command=PASS refused=0"),
                new Logged(new SessionFact.ReplyReceived(230), "DEBUG reply=230"),
                new Logged(new SessionFact.LoggedIn("anna"), "INFO login user=anna"),
                new Logged(
                        new SessionFact.PassiveAdvertised(
                                IpLiteral.parseV4("10.0.3.20"), 8193, IpLiteral.parseV4("192.0.2.10"), 8192, 8192),
                        "INFO passive announced=10.0.3.20:8193 advertised=192.0.2.10:8192 port=8192"),
                new Logged(
                        new SessionFact.PassiveAdvertised(Optional.empty(), 8193, Optional.empty(), 8192, 8192),
                        "INFO passive announced=:8193 advertised=:8192 port=8192"),
                new Logged(
                        new SessionFact.PassiveRefused(PassiveRefusal.PORTS_EXHAUSTED),
                        "WARN passive reply refused with 425: ports-exhausted"),
                new Logged(
                        new SessionFact.ReservationEnded(8192, ReservationEnd.LAPSED),
                        "INFO no data connection came to port 8192: lapsed"),
                new Logged(
                        new SessionFact.DataArrived(CLIENT, HOP, false),
                        "DEBUG data source=192.0.2.5:40000 reached=192.0.2.10:8192 foreign=false"),
                new Logged(
                        new SessionFact.DataTargetFailed(TARGET, "connection refused"),
                        "WARN data target 10.0.3.20:8193 cannot be reached: connection refused"),
                new Logged(
                        new SessionFact.DataClosed(3, 1024, DataEnd.COMPLETED, TOOK),
                        "INFO data from-client=3 from-target=1024 end=completed ms=12"),
                new Logged(new SessionFact.Encrypted(), "INFO encrypted, cannot rewrite"),
                new Logged(
                        new SessionFact.Closed(SessionEnd.QUIT, CLIENT.getAddress(), TOOK),
                        "INFO closed end=quit ms=12"));
    }

    static Stream<LoggedOfHop> hopFacts() {
        return Stream.of(
                new LoggedOfHop(
                        new HopFact.DataUnclaimed(CLIENT, HOP),
                        "WARN data connection from 192.0.2.5:40000 to 192.0.2.10:8192: nothing is reserved for it, closed"),
                new LoggedOfHop(
                        new HopFact.Rejected(CLIENT, HOP),
                        "WARN connection from 192.0.2.5:40000 to 192.0.2.10:8192: not admitted"),
                new LoggedOfHop(
                        new HopFact.AcceptFailed("too many open files"), "WARN cannot accept: too many open files"),
                new LoggedOfHop(new HopFact.Relayed(CLIENT, HOP, TARGET), "DEBUG relayed to 10.0.3.20:8193"),
                new LoggedOfHop(
                        new HopFact.RelayTargetFailed(
                                CLIENT, HOP, InetSocketAddress.createUnresolved("ftp.example.com", 21), "no such name"),
                        "WARN target ftp.example.com:21 cannot be reached: no such name"),
                new LoggedOfHop(
                        new HopFact.RelayClosed(CLIENT, HOP, TARGET, 1, 2, DataEnd.COMPLETED, TOOK),
                        "DEBUG relay to 10.0.3.20:8193 ended: completed"),
                new LoggedOfHop(
                        new HopFact.NoTarget(CLIENT, HOP),
                        "WARN connection from 192.0.2.5:40000 to 192.0.2.10:8192: no target is registered, reset"),
                new LoggedOfHop(
                        new HopFact.IdleForgotten(CLIENT, HOP, TARGET),
                        "INFO connection from 192.0.2.5:40000 to 192.0.2.10:8192: idle for too long, forgotten"),
                new LoggedOfHop(
                        new HopFact.HeaderRejected(CLIENT, HOP, "no PROXY header in time"),
                        "WARN connection from 192.0.2.5:40000 to 192.0.2.10:8192: no PROXY header in time"),
                new LoggedOfHop(
                        new HopFact.TargetHealthChanged(
                                "nlb:21", new HostPort("10.0.3.20", 21), TargetHealth.UNHEALTHY),
                        "INFO target 10.0.3.20:21 of nlb:21 is unhealthy"));
    }

    @ParameterizedTest
    @MethodSource("sessionFacts")
    void aFactOfASessionIsOneLineWithTheSessionsId(Logged logged) {
        log.on(new TelemetryEvent.InSession(SESSION, logged.fact()));

        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
                .containsExactly(logged.line().replaceFirst(" ", " [edge#7] "));
    }

    @ParameterizedTest
    @MethodSource("hopFacts")
    void aFactOfAHopIsOneLineWithTheHopsName(LoggedOfHop logged) {
        log.on(new TelemetryEvent.AtHop("edge", logged.fact()));

        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
                .containsExactly(logged.line().replaceFirst(" ", " [edge] "));
    }

    static Stream<LoggedOfProcess> processFacts() {
        return Stream.of(
                new LoggedOfProcess(
                        new ProcessFact.AcceptPaused("all are open (raise ulimit -n)"),
                        "WARN accepting pauses, open sessions go on: all are open (raise ulimit -n)"),
                new LoggedOfProcess(new ProcessFact.AcceptResumed(TOOK), "INFO accepting goes on after ms=12"));
    }

    @ParameterizedTest
    @MethodSource("processFacts")
    void aFactOfTheProcessIsOneLine(LoggedOfProcess logged) {
        log.on(new TelemetryEvent.InProcess(logged.fact()));

        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
                .containsExactly(logged.line());
    }

    @Test
    void noKindOfFactIsLeftOut() {
        assertThat(processFacts().map(logged -> logged.fact().getClass()).collect(Collectors.toSet()))
                .isEqualTo(Set.of(ProcessFact.class.getPermittedSubclasses()));
        assertThat(sessionFacts().map(logged -> logged.fact().getClass()).collect(Collectors.toSet()))
                .isEqualTo(Set.of(SessionFact.class.getPermittedSubclasses()));
        assertThat(hopFacts().map(logged -> logged.fact().getClass()).collect(Collectors.toSet()))
                .isEqualTo(Set.of(HopFact.class.getPermittedSubclasses()));
    }

    @Test
    void aLoginLeavesTheUsersNameAndNoPassword() {
        for (SessionFact fact : List.of(
                new SessionFact.CommandReceived(Verb.USER, Optional.empty()),
                new SessionFact.CommandReceived(Verb.PASS, Optional.empty()),
                new SessionFact.LoggedIn("anna"))) {
            log.on(new TelemetryEvent.InSession(SESSION, fact));
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "[edge#7] command=USER refused=0",
                        "[edge#7] command=PASS refused=0",
                        "[edge#7] login user=anna");
    }
}
