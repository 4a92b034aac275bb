package io.github.passage.logs;

import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.ProcessFact;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Telemetry events as log lines: faults at WARN; the begin, login and end of a session, its passive replies and their data connections'
 * ends at INFO; the rest at DEBUG. The session's id is always there; no line ever holds a password, as no event does.
 */
public final class SessionLog implements TelemetryListener {
    private static final Logger LOGGER = LoggerFactory.getLogger("passage.session");
    private static final Logger PROCESS_LOGGER = LoggerFactory.getLogger("passage");
    private static final Logger HOP_LOGGER = LoggerFactory.getLogger("passage.hop");

    /** A log. */
    public SessionLog() {}

    @Override
    public void on(TelemetryEvent event) {
        switch (event) {
            case TelemetryEvent.InSession(SessionRef session, SessionFact fact) -> log(session, fact);
            case TelemetryEvent.AtHop(String hop, HopFact fact) -> log(hop, fact);
            case TelemetryEvent.InProcess(ProcessFact fact) -> log(fact);
        }
    }

    private static void log(ProcessFact fact) {
        switch (fact) {
            case ProcessFact.AcceptPaused paused ->
                PROCESS_LOGGER.warn("accepting pauses, open sessions go on: {}", paused.reason());
            case ProcessFact.AcceptResumed resumed ->
                PROCESS_LOGGER.info(
                        "accepting goes on after ms={}", resumed.took().toMillis());
        }
    }

    private static void log(SessionRef session, SessionFact fact) {
        switch (fact) {
            case SessionFact.Opened opened ->
                LOGGER.info(
                        "[{}] opened client={} reached={}", session, shown(opened.client()), shown(opened.reached()));
            case SessionFact.TargetConnected connected ->
                LOGGER.debug("[{}] target={} from={}", session, shown(connected.target()), shown(connected.from()));
            case SessionFact.TargetFailed failed ->
                LOGGER.warn("[{}] target {} cannot be reached: {}", session, failed.target(), failed.reason());
            case SessionFact.CommandReceived command ->
                LOGGER.debug(
                        "[{}] command={} refused={}",
                        session,
                        command.verb(),
                        command.refusedWith().orElse(0));
            case SessionFact.ReplyReceived reply -> LOGGER.debug("[{}] reply={}", session, reply.code());
            case SessionFact.LoggedIn login -> LOGGER.info("[{}] login user={}", session, login.user());
            case SessionFact.PassiveAdvertised reply -> logPassive(session, reply);
            case SessionFact.PassiveRefused refused ->
                LOGGER.warn(
                        "[{}] passive reply refused with 425: {}",
                        session,
                        refused.cause().label());
            case SessionFact.ReservationEnded ended ->
                LOGGER.info(
                        "[{}] no data connection came to port {}: {}",
                        session,
                        ended.port(),
                        ended.cause().label());
            case SessionFact.DataArrived arrived ->
                LOGGER.debug(
                        "[{}] data source={} reached={} foreign={}",
                        session,
                        shown(arrived.source()),
                        shown(arrived.reached()),
                        arrived.foreign());
            case SessionFact.DataTargetFailed failed ->
                LOGGER.warn(
                        "[{}] data target {} cannot be reached: {}", session, shown(failed.target()), failed.reason());
            case SessionFact.DataClosed closed ->
                LOGGER.info(
                        "[{}] data from-client={} from-target={} end={} ms={}",
                        session,
                        closed.fromClient(),
                        closed.fromTarget(),
                        closed.end().label(),
                        closed.took().toMillis());
            case SessionFact.Encrypted encrypted -> LOGGER.info("[{}] encrypted, cannot rewrite", session);
            case SessionFact.Closed closed ->
                LOGGER.info(
                        "[{}] closed end={} ms={}",
                        session,
                        closed.end().label(),
                        closed.took().toMillis());
        }
    }

    private static void logPassive(SessionRef session, SessionFact.PassiveAdvertised reply) {
        LOGGER.info(
                "[{}] passive announced={}:{} advertised={}:{} port={}",
                session,
                reply.announcedAddress().map(Inet4Address::getHostAddress).orElse(""),
                reply.announcedPort(),
                reply.advertisedAddress().map(Inet4Address::getHostAddress).orElse(""),
                reply.advertisedPort(),
                reply.port());
    }

    private static void log(String hop, HopFact fact) {
        switch (fact) {
            case HopFact.DataUnclaimed unclaimed ->
                HOP_LOGGER.warn(
                        "[{}] data connection from {} to {}: nothing is reserved for it, closed",
                        hop,
                        shown(unclaimed.source()),
                        shown(unclaimed.reached()));
            case HopFact.Rejected rejected ->
                HOP_LOGGER.warn(
                        "[{}] connection from {} to {}: not admitted",
                        hop,
                        shown(rejected.source()),
                        shown(rejected.reached()));
            case HopFact.AcceptFailed failed -> HOP_LOGGER.warn("[{}] cannot accept: {}", hop, failed.reason());
            case HopFact.Relayed relayed -> HOP_LOGGER.debug("[{}] relayed to {}", hop, shown(relayed.target()));
            case HopFact.RelayTargetFailed failed ->
                HOP_LOGGER.warn("[{}] target {} cannot be reached: {}", hop, shown(failed.target()), failed.reason());
            case HopFact.RelayClosed closed ->
                HOP_LOGGER.debug(
                        "[{}] relay to {} ended: {}",
                        hop,
                        shown(closed.target()),
                        closed.end().label());
            case HopFact.NoTarget none ->
                HOP_LOGGER.warn(
                        "[{}] connection from {} to {}: no target is registered, reset",
                        hop,
                        shown(none.source()),
                        shown(none.reached()));
            case HopFact.IdleForgotten idle ->
                HOP_LOGGER.info(
                        "[{}] connection from {} to {}: idle for too long, forgotten",
                        hop,
                        shown(idle.source()),
                        shown(idle.reached()));
            case HopFact.HeaderRejected rejected ->
                HOP_LOGGER.warn(
                        "[{}] connection from {} to {}: {}",
                        hop,
                        shown(rejected.source()),
                        shown(rejected.reached()),
                        rejected.reason());
            case HopFact.TargetHealthChanged changed ->
                HOP_LOGGER.info(
                        "[{}] target {} of {} is {}",
                        hop,
                        changed.target(),
                        changed.group(),
                        changed.health().label());
        }
    }

    private static String shown(InetSocketAddress address) {
        if (address.getAddress() == null) {
            return address.getHostString() + ":" + address.getPort();
        }
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
