package io.github.passage.logs;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.HandOverResult;
import io.github.passage.telemetry.HandOverSide;
import io.github.passage.telemetry.HopFact;
import java.net.InetSocketAddress;
import org.slf4j.event.Level;

/** Facts of hops as log lines: what is a fault, what each says, and its values. */
final class HopLines {
    private HopLines() {}

    static Level level(HopFact fact) {
        return switch (fact) {
            case HopFact.Relayed relayed -> Level.DEBUG;
            case HopFact.RelayClosed closed -> Level.DEBUG;
            case HopFact.HeaderAccepted accepted -> Level.DEBUG;
            case HopFact.HandOver told -> told.result() == HandOverResult.OK ? Level.DEBUG : Level.WARN;
            case HopFact.DrainBegun begun -> Level.INFO;
            case HopFact.DrainEnded ended -> Level.INFO;
            case HopFact.IdleForgotten idle -> Level.INFO;
            case HopFact.TargetHealthChanged changed -> Level.INFO;
            default -> Level.WARN;
        };
    }

    /** Adds a fact's values to a line; its message. */
    static String describe(HopFact fact, Fields line) {
        switch (fact) {
            case HopFact.DataUnclaimed unclaimed -> {
                ends(line, unclaimed.source(), unclaimed.reached());
                line.with("reason", unclaimed.why().label());
                return "data connection for which nothing is reserved, closed";
            }
            case HopFact.Rejected rejected -> {
                ends(line, rejected.source(), rejected.reached());
                return "connection not admitted";
            }
            case HopFact.SessionRefused refused -> {
                line.with("client", HostPort.of(refused.source()));
                line.with("reason", refused.cause().label());
                return "no session for this client";
            }
            case HopFact.AcceptFailed failed -> {
                line.with("reason", failed.reason());
                return "cannot accept";
            }
            case HopFact.Relayed relayed -> {
                ends(line, relayed.source(), relayed.reached());
                line.with("target", HostPort.of(relayed.target()));
                return "relayed";
            }
            case HopFact.RelayTargetFailed failed -> {
                ends(line, failed.source(), failed.reached());
                line.with("target", HostPort.of(failed.target())).with("reason", failed.reason());
                return "target cannot be reached";
            }
            case HopFact.RelayClosed closed -> {
                ends(line, closed.source(), closed.reached());
                line.with("target", HostPort.of(closed.target()));
                line.with("end", closed.end().label());
                line.with("bytes_from_source", closed.fromSource());
                line.with("bytes_from_target", closed.fromTarget());
                line.with("ms", closed.took().toMillis());
                return "relayed connection ended";
            }
            case HopFact.NoTarget none -> {
                ends(line, none.source(), none.reached());
                return "connection reset: no target is registered";
            }
            case HopFact.IdleForgotten idle -> {
                ends(line, idle.source(), idle.reached());
                return "connection idle for too long, forgotten";
            }
            case HopFact.HeaderRejected rejected -> {
                ends(line, rejected.source(), rejected.reached());
                line.with("reason", rejected.reason());
                return "connection without a good PROXY header";
            }
            case HopFact.HeaderAccepted accepted -> {
                ends(line, accepted.source(), accepted.reached());
                line.with("client", HostPort.of(accepted.client()));
                return "connection with a PROXY header";
            }
            case HopFact.HandOver told -> {
                ends(line, told.source(), told.reached());
                line.with("peer", told.peer().toString())
                        .with("result", told.result().label());
                if (!told.reason().isEmpty()) {
                    line.with("reason", told.reason());
                }
                return told.side() == HandOverSide.OUT
                        ? "data connection of another replica"
                        : "data connection from another replica";
            }
            case HopFact.DrainBegun begun -> {
                line.with("open", begun.left());
                return "drain begins";
            }
            case HopFact.DrainEnded ended -> {
                line.with("open", ended.left()).with("ms", ended.took().toMillis());
                return "drain ends";
            }
            case HopFact.TargetHealthChanged changed -> {
                line.with("target", changed.target().toString());
                line.with("group", changed.group());
                line.with("health", changed.health().label());
                if (!changed.reason().isEmpty()) {
                    line.with("reason", changed.reason());
                }
                return "target health changed";
            }
        }
    }

    private static void ends(Fields line, InetSocketAddress source, InetSocketAddress reached) {
        line.with("source", HostPort.of(source)).with("reached", HostPort.of(reached));
    }
}
