package io.github.passage.admin;

import io.github.passage.sessions.SessionBook;
import io.github.passage.sessions.SessionPage;
import io.github.passage.sessions.SessionQuery;
import io.github.passage.sessions.SessionRecord;
import io.github.passage.telemetry.SessionRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sessions, and the end of one. */
final class SessionRoutes {
    private static final int ACCEPTED = 202;
    private static final Set<String> PARAMETERS = Set.of("hop", "state", "cursor", "limit");

    /** The second separator needs no percent-encoding; it is the last hyphen that counts, since hops' names have some. */
    private static final Pattern ID = Pattern.compile("(.+)[#-](\\d{1,18})");

    private final AdminHops hops;
    private final SessionBook sessions;
    private final Function<SessionRef, Optional<List<String>>> transcript;
    private final InstantSource clock = InstantSource.system();

    SessionRoutes(AdminParts parts) {
        this.hops = parts.hops();
        this.sessions = parts.sessions();
        this.transcript = parts.transcript();
    }

    List<Route> all() {
        return List.of(
                new Route("GET", "/api/v1/sessions", false, (request, names) -> page(request)),
                new Route("GET", "/api/v1/sessions/{id}", false, (request, names) -> one(names)),
                new Route("DELETE", "/api/v1/sessions/{id}", false, (request, names) -> end(names)));
    }

    private Answer page(Request request) {
        Instant now = clock.instant();
        SessionPage page = sessions.page(query(request.parameters(PARAMETERS)));
        return Answer.json(Json.object(
                "sessions",
                page.sessions().stream()
                        .map(session -> SessionDocument.of(session, now))
                        .toList(),
                "next",
                page.next(),
                "total",
                page.total()));
    }

    private static SessionQuery query(Map<String, String> parameters) {
        try {
            return new SessionQuery(
                    Optional.ofNullable(parameters.get("hop")),
                    Optional.ofNullable(parameters.get("state")),
                    Optional.ofNullable(parameters.get("cursor")),
                    limit(parameters.get("limit")));
        } catch (IllegalArgumentException e) {
            throw Problem.badValue(String.valueOf(e.getMessage()));
        }
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return SessionQuery.USUAL;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("limit: \"" + text + "\" (expected: 1-" + SessionQuery.MOST + ")");
        }
        return Integer.parseInt(text);
    }

    private Answer one(Map<String, String> names) {
        SessionRecord session = found(names);
        Map<String, @Nullable Object> document = SessionDocument.of(session, clock.instant());
        document.put("transcript", transcript.apply(session.id()).orElse(null));
        return Answer.json(document);
    }

    private Answer end(Map<String, String> names) {
        SessionRecord session = found(names);
        if (!hops.end(session.id())) {
            throw new Problem.Raised(new Problem(
                    409, "not-open", "session " + session.id() + ": " + session.state() + " (expected: open)"));
        }
        return Answer.json(ACCEPTED, Json.object("id", session.id().toString(), "status", "closing"));
    }

    private SessionRecord found(Map<String, String> names) {
        String id = String.valueOf(names.get("id"));
        return reference(id)
                .flatMap(sessions::find)
                .orElseThrow(() -> Problem.notFound(
                        "unknown-session",
                        "session: \"" + id + "\" (expected: one of /api/v1/sessions, such as edge%233 or edge-3)"));
    }

    static Optional<SessionRef> reference(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches()
                ? Optional.of(new SessionRef(parts.group(1), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }
}
