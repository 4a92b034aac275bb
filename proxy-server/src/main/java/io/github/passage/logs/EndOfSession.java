package io.github.passage.logs;

import io.github.passage.sessions.PassiveRecord;
import io.github.passage.sessions.SessionRecord;
import io.github.passage.telemetry.SessionEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The values of the one line that explains a session. */
final class EndOfSession {
    private EndOfSession() {}

    static void describe(SessionRecord session, Fields line) {
        SessionVerdict verdict = SessionVerdict.of(session);
        line.with("verdict", verdict.isOk() ? "ok" : "failed");
        if (!verdict.isOk()) {
            line.with("step", verdict.step()).with("at", verdict.at()).with("cause", verdict.cause());
        }
        line.with("end", session.end().map(SessionEnd::label).orElse(session.state()));
        line.with("client", session.client()).with("reached", session.reached());
        line.with("target", session.target()).with("user", session.user());
        line.with("verbs", session.verbs());
        line.with("passive_replies", session.passiveReplies());
        telling(session.passive(), verdict).ifPresent(reply -> passive(reply, line));
        line.with("bytes_from_client", session.bytesFromClient());
        line.with("bytes_from_target", session.bytesFromTarget());
        line.with("ms", session.took().map(Duration::toMillis).orElse(0L));
    }

    /** The passive reply that the verdict is about, else the newest one. */
    private static Optional<PassiveRecord> telling(List<PassiveRecord> replies, SessionVerdict verdict) {
        return replies.stream()
                .filter(reply -> reply.outcome().equals(verdict.cause()))
                .findFirst()
                .or(() -> replies.stream().findFirst());
    }

    private static void passive(PassiveRecord reply, Fields line) {
        line.with("passive", reply.kind());
        line.with("announced", reply.announced()).with("advertised", reply.advertised());
        line.with("dialled", reply.dialled()).with("observed", reply.observed());
        line.with("outcome", reply.outcome());
        reply.waited().ifPresent(waited -> line.with("waited_ms", waited.toMillis()));
        reply.took().ifPresent(took -> line.with("transfer_ms", took.toMillis()));
    }
}
