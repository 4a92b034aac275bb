package io.github.passage.logs;

import io.github.passage.ftp.Verb;
import io.github.passage.sessions.PassiveRecord;
import io.github.passage.sessions.SessionRecord;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.PassiveRefusal;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.SessionEnd;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a session: the first step that failed, where and why. Pure.
 *
 * @param step what was tried; empty if nothing failed
 * @param at the address at fault, empty if none is known
 * @param cause a label or a line
 */
record SessionVerdict(String step, String at, String cause) {
    private static final SessionVerdict OK = new SessionVerdict("", "", "");
    private static final Set<SessionEnd> ORDERLY =
            EnumSet.of(SessionEnd.QUIT, SessionEnd.CLIENT_CLOSED, SessionEnd.DRAINED, SessionEnd.CLOSED_BY_OPERATOR);
    private static final List<String> NOBODY_CAME = List.of(
            ReservationEnd.LAPSED.label(),
            ReservationEnd.REPLACED.label(),
            ReservationEnd.SESSION_ENDED.label(),
            ReservationEnd.REINITIALIZED.label());
    private static final List<String> REFUSED =
            Arrays.stream(PassiveRefusal.values()).map(PassiveRefusal::label).toList();

    boolean isOk() {
        return step.isEmpty();
    }

    /** The verdict on a session that has ended. */
    static SessionVerdict of(SessionRecord session) {
        Optional<SessionEnd> end = session.end();
        if (end.filter(SessionEnd.TARGET_UNREACHABLE::equals).isPresent()) {
            return new SessionVerdict("target", session.target(), session.fault());
        }
        if (end.filter(SessionEnd.LOGIN_TIMEOUT::equals).isPresent()) {
            return new SessionVerdict("login", session.client(), SessionEnd.LOGIN_TIMEOUT.label());
        }
        if (session.user().isEmpty() && session.verbs().containsKey(Verb.PASS)) {
            return new SessionVerdict("login", session.target(), "refused");
        }
        return broken(session)
                .or(() -> missed(session))
                .or(() -> end.filter(label -> !ORDERLY.contains(label))
                        .map(label -> new SessionVerdict("control", peer(session, label), label.label())))
                .orElse(OK);
    }

    /** A data connection that came and did not end as it should, whatever came after it. */
    private static Optional<SessionVerdict> broken(SessionRecord session) {
        return session.passive().stream()
                .filter(reply -> !reply.dialled().isEmpty() && !reply.outcome().equals(DataEnd.COMPLETED.label()))
                .findFirst()
                .map(reply -> reply.outcome().equals(DataEnd.TARGET_UNREACHABLE.label())
                        ? new SessionVerdict("data-target", dataTarget(session, reply), session.fault())
                        : new SessionVerdict("transfer", reply.dialled(), reply.outcome()));
    }

    /** A passive reply that led to nothing, and no later one did: a client that asks again and succeeds has had no failure. */
    private static Optional<SessionVerdict> missed(SessionRecord session) {
        return session.passive().stream().findFirst().flatMap(newest -> {
            if (REFUSED.contains(newest.outcome())) {
                return Optional.of(new SessionVerdict("passive-reply", session.reached(), newest.outcome()));
            }
            return NOBODY_CAME.contains(newest.outcome())
                    ? Optional.of(new SessionVerdict("data-connection", newest.advertised(), newest.outcome()))
                    : Optional.empty();
        });
    }

    /** Passage dials the server's port at the address of the control connection. */
    private static String dataTarget(SessionRecord session, PassiveRecord reply) {
        int port = reply.announced().lastIndexOf(':');
        int host = session.target().lastIndexOf(':');
        return port < 0 || host < 0
                ? session.target()
                : session.target().substring(0, host) + reply.announced().substring(port);
    }

    private static String peer(SessionRecord session, SessionEnd end) {
        return switch (end) {
            case TARGET_CLOSED, TARGET_RESET -> session.target();
            case CLIENT_RESET, IDLE_TIMEOUT -> session.client();
            default -> "";
        };
    }
}
