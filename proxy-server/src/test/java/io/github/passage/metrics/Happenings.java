package io.github.passage.metrics;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** One of everything that can happen. */
final class Happenings {
    static final InetSocketAddress CLIENT = at("192.0.2.5", 40000);
    static final InetSocketAddress HOP = at("192.0.2.10", 8192);
    static final InetSocketAddress SERVER = at("10.0.3.20", 8193);
    static final Duration TOOK = Duration.ofMillis(40);

    private Happenings() {}

    static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    static SessionFact.DataClosed transfer(DataEnd end) {
        return new SessionFact.DataClosed(
                CLIENT, ReplyKind.PASV, 3, 4_000_000, 3_000_000, Optional.of(Duration.ofMillis(4)), end, TOOK);
    }

    static SessionFact.Opened opened(InetSocketAddress client) {
        return new SessionFact.Opened(client, HOP);
    }

    static Stream<TelemetryEvent> all(String ftpHop, String relayHop, HostPort target) {
        SessionRef session = new SessionRef(ftpHop, 1);
        return Stream.of(
                        inSession(session, target),
                        Stream.of(
                                        new HopFact.DataUnclaimed(CLIENT, HOP, Unclaimed.FOREIGN_SOURCE),
                                        new HopFact.DataUnclaimed(CLIENT, HOP, Unclaimed.NO_RESERVATION),
                                        new HopFact.Rejected(CLIENT, HOP),
                                        new HopFact.SessionRefused(CLIENT, SessionRefusal.RATE),
                                        new HopFact.AcceptFailed("odd"),
                                        handOver(HandOverSide.OUT, HandOverResult.UNREACHABLE, target),
                                        handOver(HandOverSide.IN, HandOverResult.OK, target),
                                        new HopFact.DrainBegun(1),
                                        new HopFact.DrainEnded(0, TOOK))
                                .<TelemetryEvent>map(fact -> new TelemetryEvent.AtHop(ftpHop, fact)),
                        atRelay(target).<TelemetryEvent>map(fact -> new TelemetryEvent.AtHop(relayHop, fact)),
                        Stream.<TelemetryEvent>of(
                                new TelemetryEvent.InProcess(new ProcessFact.AcceptPaused("no descriptors")),
                                new TelemetryEvent.InProcess(new ProcessFact.ConfigReloaded(
                                        ReloadResult.REFUSED, "no such key", false, Instant.EPOCH)),
                                new TelemetryEvent.InProcess(new ProcessFact.AcceptResumed(TOOK))))
                .flatMap(events -> events);
    }

    private static Stream<TelemetryEvent> inSession(SessionRef session, HostPort target) {
        return Stream.of(
                        opened(CLIENT),
                        new SessionFact.TargetConnected(target, SERVER, HOP, TOOK),
                        new SessionFact.TargetFailed(target, ConnectFailure.REFUSED, "connection refused"),
                        new SessionFact.CommandReceived(Verb.PORT, Optional.of(502)),
                        new SessionFact.CommandReceived(Verb.OTHER, Optional.empty()),
                        new SessionFact.ReplyReceived(230),
                        new SessionFact.LoggedIn("anna"),
                        new SessionFact.PassiveAdvertised(
                                IpLiteral.parseV4("10.0.3.20"),
                                8193,
                                IpLiteral.parseV4("192.0.2.10"),
                                8192,
                                8192,
                                PolicyKind.CONTROL),
                        new SessionFact.PassiveAdvertised(
                                Optional.empty(), 8193, Optional.empty(), 8192, 8192, PolicyKind.CONTROL),
                        new SessionFact.PassiveRefused(ReplyKind.PASV, PassiveRefusal.PORTS_EXHAUSTED),
                        new SessionFact.ReservationEnded(8192, ReplyKind.EPSV, ReservationEnd.LAPSED),
                        new SessionFact.DataArrived(CLIENT, HOP, false, ReplyKind.PASV, Optional.of(TOOK)),
                        new SessionFact.DataTargetConnected(
                                CLIENT, target, SERVER, TOOK, new DataProgress(() -> 0, () -> 0)),
                        new SessionFact.DataTargetFailed(
                                target, SERVER, ReplyKind.PASV, ConnectFailure.TIMED_OUT, "no answer"),
                        transfer(DataEnd.COMPLETED),
                        transfer(DataEnd.CLIENT_RESET),
                        new SessionFact.Encrypted(),
                        new SessionFact.Closed(SessionEnd.QUIT, CLIENT.getAddress(), TOOK))
                .map(fact -> new TelemetryEvent.InSession(session, fact));
    }

    private static HopFact handOver(HandOverSide side, HandOverResult result, HostPort peer) {
        return new HopFact.HandOver(side, CLIENT, HOP, peer, result, "");
    }

    private static Stream<HopFact> atRelay(HostPort target) {
        return Stream.of(
                new HopFact.Relayed(CLIENT, HOP, SERVER),
                new HopFact.RelayClosed(CLIENT, HOP, SERVER, 1, 2, DataEnd.COMPLETED, TOOK, false),
                new HopFact.Relayed(CLIENT, HOP, SERVER),
                new HopFact.IdleForgotten(CLIENT, HOP, SERVER),
                new HopFact.RelayClosed(CLIENT, HOP, SERVER, 1, 2, DataEnd.IDLE, TOOK, true),
                new HopFact.RelayTargetFailed(CLIENT, HOP, SERVER, "connection refused"),
                new HopFact.NoTarget(CLIENT, HOP),
                new HopFact.HeaderAccepted(SERVER, HOP, CLIENT),
                new HopFact.HeaderRejected(CLIENT, HOP, HeaderFault.MISSING, "no header"),
                new HopFact.TargetHealthChanged("nlb:21", target, TargetHealth.HEALTHY));
    }
}
