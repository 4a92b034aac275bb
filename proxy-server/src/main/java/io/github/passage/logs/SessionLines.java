package io.github.passage.logs;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.ConnectFailure;
import io.github.passage.telemetry.SessionFact;
import java.net.Inet4Address;
import org.slf4j.event.Level;

/** Facts of sessions as log lines: what is a fault, what each says, and its values. */
final class SessionLines {
    private SessionLines() {}

    /** All of a session that went well is in its last line, so its single facts are for those who look closely. */
    static Level level(SessionFact fact) {
        return switch (fact) {
            case SessionFact.TargetFailed failed -> Level.WARN;
            case SessionFact.PassiveRefused refused -> Level.WARN;
            case SessionFact.DataTargetFailed failed -> Level.WARN;
            default -> Level.DEBUG;
        };
    }

    /** Adds a fact's values to a line; its message. */
    static String describe(SessionFact fact, Fields line) {
        switch (fact) {
            case SessionFact.Opened opened -> {
                line.with("client", HostPort.of(opened.client()));
                line.with("reached", HostPort.of(opened.reached()));
                if (opened.isRelayed()) {
                    line.with("peer", HostPort.of(opened.peer()));
                }
                return "opened";
            }
            case SessionFact.TargetConnected connected -> {
                line.with("target", HostPort.of(connected.target()));
                line.with("from", HostPort.of(connected.from()));
                return "target connected";
            }
            case SessionFact.TargetFailed failed -> {
                line.with("target", failed.target().toString()).with("reason", failed.reason());
                return failed.cause() == ConnectFailure.BUSY ? "target takes no session" : "target cannot be reached";
            }
            case SessionFact.CommandReceived command -> {
                line.with("verb", command.verb().name());
                line.with("refused", command.refusedWith().orElse(0));
                return "command";
            }
            case SessionFact.ReplyReceived reply -> {
                line.with("code", reply.code());
                return "reply";
            }
            case SessionFact.LoggedIn login -> {
                line.with("user", login.user());
                return "login";
            }
            case SessionFact.PassiveAdvertised reply -> {
                return passive(reply, line);
            }
            case SessionFact.PassiveRefused refused -> {
                line.with("reason", refused.cause().label());
                return "passive reply refused with 425";
            }
            case SessionFact.ReservationEnded ended -> {
                line.with("port", ended.port());
                line.with("reason", ended.cause().label());
                return "no data connection came";
            }
            case SessionFact.DataArrived arrived -> {
                line.with("source", HostPort.of(arrived.source()));
                line.with("reached", HostPort.of(arrived.reached()));
                line.with("foreign", arrived.foreign());
                return "data connection";
            }
            case SessionFact.DataTargetConnected connected -> {
                line.with("target", HostPort.of(connected.target()));
                return "data target connected";
            }
            case SessionFact.DataTargetFailed failed -> {
                line.with("target", HostPort.of(failed.target()));
                line.with("reason", failed.reason());
                return "data target cannot be reached";
            }
            case SessionFact.DataClosed closed -> {
                line.with("bytes_from_client", closed.fromClient());
                line.with("bytes_from_target", closed.fromTarget());
                line.with("end", closed.end().label());
                line.with("ms", closed.took().toMillis());
                return "data connection ended";
            }
            case SessionFact.Encrypted encrypted -> {
                return "encrypted, cannot rewrite";
            }
            case SessionFact.Closed closed -> {
                line.with("end", closed.end().label());
                line.with("ms", closed.took().toMillis());
                return "closed";
            }
        }
    }

    private static String passive(SessionFact.PassiveAdvertised reply, Fields line) {
        line.with(
                "announced",
                reply.announcedAddress().map(Inet4Address::getHostAddress).orElse("") + ":" + reply.announcedPort());
        line.with(
                "advertised",
                reply.advertisedAddress().map(Inet4Address::getHostAddress).orElse("") + ":" + reply.advertisedPort());
        line.with("port", reply.port());
        return "passive";
    }
}
