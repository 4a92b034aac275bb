package io.github.passage.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.passage.address.HostPort;
import io.github.passage.address.IpLiteral;
import io.github.passage.ftp.Verb;
import io.github.passage.passive.PolicyKind;
import io.github.passage.telemetry.ConnectFailure;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.DataProgress;
import io.github.passage.telemetry.HandOverResult;
import io.github.passage.telemetry.HandOverSide;
import io.github.passage.telemetry.HeaderFault;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.PassiveRefusal;
import io.github.passage.telemetry.ProcessFact;
import io.github.passage.telemetry.ReloadResult;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.SessionRefusal;
import io.github.passage.telemetry.TargetHealth;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.Unclaimed;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
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
    private static final HostPort NAME = new HostPort("ftp.example.com", 21);
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
                        "DEBUG opened client=192.0.2.5:40000 reached=192.0.2.10:21"),
                new Logged(
                        new SessionFact.Opened(at("2001:db8::5", 40000), at("::1", 21)),
                        "DEBUG opened client=[2001:db8::5]:40000 reached=[::1]:21"),
                new Logged(
                        new SessionFact.Opened(CLIENT, at("192.0.2.10", 21), at("10.0.1.5", 1024)),
                        "DEBUG opened client=192.0.2.5:40000 reached=192.0.2.10:21 peer=10.0.1.5:1024"),
                new Logged(
                        new SessionFact.TargetConnected(NAME, TARGET, HOP, TOOK),
                        "DEBUG target connected target=10.0.3.20:8193 from=192.0.2.10:8192"),
                new Logged(
                        new SessionFact.TargetFailed(NAME, ConnectFailure.REFUSED, "connection refused"),
                        "WARN target cannot be reached target=ftp.example.com:21 reason=\"connection refused\""),
                new Logged(
                        new SessionFact.TargetFailed(NAME, ConnectFailure.BUSY, "greeted with 421"),
                        "WARN target takes no session target=ftp.example.com:21 reason=\"greeted with 421\""),
                new Logged(
                        new SessionFact.CommandReceived(Verb.PORT, Optional.of(502)),
                        "DEBUG command verb=PORT refused=502"),
                new Logged(
                        new SessionFact.CommandReceived(Verb.PASS, Optional.empty()),
                        "DEBUG command verb=PASS refused=0"),
                new Logged(new SessionFact.ReplyReceived(230), "DEBUG reply code=230"),
                new Logged(new SessionFact.LoggedIn("anna"), "DEBUG login user=anna"),
                new Logged(
                        new SessionFact.PassiveAdvertised(
                                IpLiteral.parseV4("10.0.3.20"),
                                8193,
                                IpLiteral.parseV4("192.0.2.10"),
                                8192,
                                8192,
                                PolicyKind.CONTROL),
                        "DEBUG passive announced=10.0.3.20:8193 advertised=192.0.2.10:8192 port=8192"),
                new Logged(
                        new SessionFact.PassiveAdvertised(
                                Optional.empty(), 8193, Optional.empty(), 8192, 8192, PolicyKind.CONTROL),
                        "DEBUG passive announced=:8193 advertised=:8192 port=8192"),
                new Logged(
                        new SessionFact.PassiveRefused(ReplyKind.PASV, PassiveRefusal.PORTS_EXHAUSTED),
                        "WARN passive reply refused with 425 reason=ports-exhausted"),
                new Logged(
                        new SessionFact.ReservationEnded(8192, ReplyKind.PASV, ReservationEnd.LAPSED),
                        "DEBUG no data connection came port=8192 reason=lapsed"),
                new Logged(
                        new SessionFact.DataArrived(CLIENT, HOP, false, ReplyKind.PASV, Optional.of(TOOK)),
                        "DEBUG data connection source=192.0.2.5:40000 reached=192.0.2.10:8192 foreign=false"),
                new Logged(
                        new SessionFact.DataTargetConnected(
                                CLIENT, NAME, TARGET, TOOK, new DataProgress(() -> 0, () -> 0)),
                        "DEBUG data target connected target=10.0.3.20:8193"),
                new Logged(
                        new SessionFact.DataTargetFailed(
                                NAME, TARGET, ReplyKind.PASV, ConnectFailure.REFUSED, "connection refused"),
                        "WARN data target cannot be reached target=10.0.3.20:8193 reason=\"connection refused\""),
                new Logged(
                        new SessionFact.DataClosed(
                                CLIENT, ReplyKind.PASV, 3, 1024, 0, Optional.of(TOOK), DataEnd.COMPLETED, TOOK),
                        "DEBUG data connection ended bytes_from_client=3 bytes_from_target=1024 end=completed ms=12"),
                new Logged(new SessionFact.Encrypted(), "DEBUG encrypted, cannot rewrite"),
                new Logged(
                        new SessionFact.Closed(SessionEnd.QUIT, CLIENT.getAddress(), TOOK),
                        "DEBUG closed end=quit ms=12"));
    }

    static Stream<LoggedOfHop> hopFacts() {
        return Stream.of(
                new LoggedOfHop(
                        new HopFact.DataUnclaimed(CLIENT, HOP, Unclaimed.NO_RESERVATION),
                        "WARN data connection for which nothing is reserved, closed source=192.0.2.5:40000 reached=192.0.2.10:8192"
                                + " reason=no-reservation"),
                new LoggedOfHop(
                        new HopFact.Rejected(CLIENT, HOP),
                        "WARN connection not admitted source=192.0.2.5:40000 reached=192.0.2.10:8192"),
                new LoggedOfHop(
                        new HopFact.SessionRefused(CLIENT, SessionRefusal.RATE),
                        "WARN no session for this client client=192.0.2.5:40000 reason=rate"),
                new LoggedOfHop(
                        new HopFact.AcceptFailed("too many open files"),
                        "WARN cannot accept reason=\"too many open files\""),
                new LoggedOfHop(
                        new HopFact.Relayed(CLIENT, HOP, TARGET),
                        "DEBUG relayed source=192.0.2.5:40000 reached=192.0.2.10:8192 target=10.0.3.20:8193"),
                new LoggedOfHop(
                        new HopFact.RelayTargetFailed(
                                CLIENT, HOP, InetSocketAddress.createUnresolved("ftp.example.com", 21), "no such name"),
                        "WARN target cannot be reached source=192.0.2.5:40000 reached=192.0.2.10:8192 target=ftp.example.com:21"
                                + " reason=\"no such name\""),
                new LoggedOfHop(
                        new HopFact.RelayClosed(CLIENT, HOP, TARGET, 1, 2, DataEnd.COMPLETED, TOOK, false),
                        "DEBUG relayed connection ended source=192.0.2.5:40000 reached=192.0.2.10:8192"
                                + " target=10.0.3.20:8193 end=completed bytes_from_source=1 bytes_from_target=2 ms=12"),
                new LoggedOfHop(
                        new HopFact.NoTarget(CLIENT, HOP),
                        "WARN connection reset: no target is registered source=192.0.2.5:40000 reached=192.0.2.10:8192"),
                new LoggedOfHop(
                        new HopFact.IdleForgotten(CLIENT, HOP, TARGET),
                        "INFO connection idle for too long, forgotten source=192.0.2.5:40000 reached=192.0.2.10:8192"),
                new LoggedOfHop(
                        new HopFact.HeaderRejected(CLIENT, HOP, HeaderFault.TIMED_OUT, "no PROXY header in time"),
                        "WARN connection without a good PROXY header source=192.0.2.5:40000 reached=192.0.2.10:8192"
                                + " reason=\"no PROXY header in time\""),
                new LoggedOfHop(
                        new HopFact.HeaderAccepted(TARGET, HOP, CLIENT),
                        "DEBUG connection with a PROXY header source=10.0.3.20:8193 reached=192.0.2.10:8192"
                                + " client=192.0.2.5:40000"),
                new LoggedOfHop(
                        new HopFact.HandOver(
                                HandOverSide.OUT,
                                CLIENT,
                                HOP,
                                new HostPort("passage-1.peers", 9622),
                                HandOverResult.UNREACHABLE,
                                "connection refused"),
                        "WARN data connection of another replica source=192.0.2.5:40000 reached=192.0.2.10:8192"
                                + " peer=passage-1.peers:9622 result=unreachable reason=\"connection refused\""),
                new LoggedOfHop(
                        new HopFact.HandOver(
                                HandOverSide.IN, CLIENT, HOP, new HostPort("10.0.3.20", 4000), HandOverResult.OK, ""),
                        "DEBUG data connection from another replica source=192.0.2.5:40000 reached=192.0.2.10:8192"
                                + " peer=10.0.3.20:4000 result=ok"),
                new LoggedOfHop(new HopFact.DrainBegun(3), "INFO drain begins open=3"),
                new LoggedOfHop(new HopFact.DrainEnded(1, TOOK), "INFO drain ends open=1 ms=12"),
                new LoggedOfHop(
                        new HopFact.TargetHealthChanged("nlb:21", new HostPort("10.0.3.20", 21), TargetHealth.HEALTHY),
                        "INFO target health changed target=10.0.3.20:21 group=nlb:21 health=healthy"),
                new LoggedOfHop(
                        new HopFact.TargetHealthChanged(
                                "default", new HostPort("10.0.3.20", 21), TargetHealth.UNHEALTHY, "greeted with 421"),
                        "INFO target health changed target=10.0.3.20:21 group=default health=unhealthy"
                                + " reason=\"greeted with 421\""));
    }

    @ParameterizedTest
    @MethodSource("sessionFacts")
    void aFactOfASessionIsOneLineWithTheSessionsId(Logged logged) {
        log.on(new TelemetryEvent.InSession(SESSION, logged.fact()));

        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + TextLine.told(line))
                .containsExactly(logged.line().replaceFirst(" ", " [edge#7] "));
    }

    @ParameterizedTest
    @MethodSource("hopFacts")
    void aFactOfAHopIsOneLineWithTheHopsName(LoggedOfHop logged) {
        log.on(new TelemetryEvent.AtHop("edge", logged.fact()));

        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + TextLine.told(line))
                .containsExactly(logged.line().replaceFirst(" ", " [edge] "));
    }

    static Stream<LoggedOfProcess> processFacts() {
        return Stream.of(
                new LoggedOfProcess(
                        new ProcessFact.AcceptPaused("all are open (raise ulimit -n)"),
                        "WARN accepting pauses, open sessions go on reason=\"all are open (raise ulimit -n)\""),
                new LoggedOfProcess(new ProcessFact.AcceptResumed(TOOK), "INFO accepting goes on ms=12"),
                new LoggedOfProcess(
                        new ProcessFact.ConfigReloaded(ReloadResult.REFUSED, "no such key", false, Instant.EPOCH),
                        "ERROR the configuration is refused, the one before goes on reason=\"no such key\""),
                new LoggedOfProcess(
                        new ProcessFact.ConfigReloaded(ReloadResult.UNCHANGED, "a.conf", true, Instant.EPOCH),
                        "INFO the configuration is unchanged file=a.conf"),
                new LoggedOfProcess(
                        new ProcessFact.ConfigReloaded(ReloadResult.APPLIED, "hop edge changed", true, Instant.EPOCH),
                        "INFO the changed configuration holds for new sessions changes=\"hop edge changed\""),
                new LoggedOfProcess(
                        new ProcessFact.ConfigReloaded(ReloadResult.RENEWED, "/tls.crt", true, Instant.EPOCH),
                        "INFO renewed files hold for new connections between replicas files=/tls.crt"));
    }

    @ParameterizedTest
    @MethodSource("processFacts")
    void aFactOfTheProcessIsOneLine(LoggedOfProcess logged) {
        log.on(new TelemetryEvent.InProcess(logged.fact()));

        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + TextLine.told(line))
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
                .extracting(TextLine::told)
                .containsExactly(
                        "[edge#7] command verb=USER refused=0",
                        "[edge#7] command verb=PASS refused=0",
                        "[edge#7] login user=anna");
    }

    @Test
    void aFaultThatComesOverAndOverDoesNotFloodTheLog() {
        long[] now = {0};
        SessionLog bounded = new SessionLog(new LineBudget(2, 1000, () -> now[0]));
        TelemetryEvent fault = new TelemetryEvent.AtHop("edge", new HopFact.Rejected(CLIENT, HOP));
        for (int i = 0; i < 100; i++) {
            bounded.on(fault);
        }
        now[0] = 1000;
        bounded.on(fault);
        bounded.on(fault);

        assertThat(lines.list).hasSize(4);
        assertThat(TextLine.told(lines.list.get(2))).endsWith(" left_out_before=98");
        assertThat(TextLine.told(lines.list.get(3))).endsWith(" reached=192.0.2.10:8192");
    }
}
