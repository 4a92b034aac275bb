package io.github.passage.admin;

import io.github.passage.sessions.PassiveRecord;
import io.github.passage.sessions.SessionRecord;
import io.github.passage.telemetry.SessionEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session as the API shows it. */
final class SessionDocument {
    private static final double MILLIS = 1000;

    private SessionDocument() {}

    static Map<String, @Nullable Object> of(SessionRecord session, Instant now) {
        Duration age = session.took().orElseGet(() -> Duration.between(session.began(), now));
        return Json.object(
                "id",
                session.id().toString(),
                "hop",
                session.id().hop(),
                "client",
                session.client(),
                "reached",
                session.reached(),
                "target",
                session.target(),
                "user",
                session.user(),
                "state",
                session.state(),
                "end",
                session.end().map(SessionEnd::label),
                "began",
                session.began(),
                "ageSeconds",
                seconds(age),
                "bytesFromClient",
                session.bytesFromClient(),
                "bytesFromTarget",
                session.bytesFromTarget(),
                "fault",
                session.fault(),
                "commands",
                session.verbs(),
                "passiveReplies",
                session.passiveReplies(),
                "passive",
                session.passive().stream().map(SessionDocument::of).toList());
    }

    private static Map<String, @Nullable Object> of(PassiveRecord reply) {
        return Json.object(
                "kind",
                reply.kind(),
                "policy",
                reply.policy(),
                "announced",
                reply.announced(),
                "advertised",
                reply.advertised(),
                "dialled",
                reply.dialled(),
                "observed",
                reply.observed(),
                "foreign",
                reply.foreign(),
                "outcome",
                reply.outcome(),
                "bytesFromClient",
                reply.bytesFromClient(),
                "bytesFromTarget",
                reply.bytesFromTarget(),
                "waitedSeconds",
                reply.waited().map(SessionDocument::seconds),
                "tookSeconds",
                reply.took().map(SessionDocument::seconds));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
