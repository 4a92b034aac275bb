package io.github.passage.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Metrics, draining, log levels, the configuration, and the document of all this. */
final class OperationRoutes {
    private static final int ACCEPTED = 202;
    private static final String DOCUMENT = "openapi.json";

    private final AdminParts parts;

    OperationRoutes(AdminParts parts) {
        this.parts = parts;
    }

    List<Route> all() {
        return List.of(
                new Route("GET", "/metrics", false, (request, names) -> metrics(request)),
                new Route("GET", "/api/v1/drain", false, (request, names) -> Answer.json(drains())),
                new Route("POST", "/api/v1/drain", false, (request, names) -> drain(request)),
                new Route("GET", "/api/v1/log-level", false, (request, names) -> Answer.json(levels())),
                new Route("PUT", "/api/v1/log-level", false, (request, names) -> setLevel(request)),
                new Route("GET", "/api/v1/config", false, (request, names) -> Answer.json(config())),
                new Route("GET", "/api/v1/openapi.json", false, (request, names) -> document()));
    }

    private Answer metrics(Request request) {
        ScrapeSource source = parts.metrics()
                .orElseThrow(() -> Problem.notFound("no-metrics", "metrics: off (expected: passage.metrics = on)"));
        String accept = String.join(",", request.all("Accept"));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            source.scrape(accept, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answer(200, source.contentType(accept), Map.of(), body.toString(StandardCharsets.UTF_8));
    }

    private Map<String, @Nullable Object> drains() {
        List<HopState> states = parts.hops().states();
        return Json.object(
                "draining",
                states.stream().anyMatch(HopState::draining),
                "done",
                states.stream().allMatch(hop -> hop.draining() && hop.open() == 0),
                "hops",
                states.stream()
                        .map(hop -> Json.object(
                                "hop",
                                hop.name(),
                                "addresses",
                                hop.addresses(),
                                "draining",
                                hop.draining(),
                                "open",
                                hop.open(),
                                "done",
                                hop.draining() && hop.open() == 0,
                                "targets",
                                hop.targets().stream()
                                        .map(target -> Json.object(
                                                "address",
                                                target.address(),
                                                "health",
                                                target.health(),
                                                "reason",
                                                target.reason()))
                                        .toList()))
                        .toList());
    }

    private Answer drain(Request request) {
        Map<String, String> wanted = fields(request, Set.of("hop"));
        String hop = wanted.get("hop");
        if (hop == null) {
            parts.hops().states().forEach(each -> parts.hops().drain(each.name()));
        } else if (!parts.hops().drain(hop)) {
            throw Problem.notFound(
                    "unknown-hop",
                    "hop: \"" + hop + "\" (expected: one of "
                            + String.join(
                                    ", ",
                                    parts.hops().states().stream()
                                            .map(HopState::name)
                                            .toList())
                            + ")");
        }
        return Answer.json(ACCEPTED, drains());
    }

    private Map<String, @Nullable Object> levels() {
        return Json.object("levels", parts.logLevels().levels());
    }

    private Answer setLevel(Request request) {
        Map<String, String> wanted = fields(request, Set.of("logger", "level"));
        for (String field : List.of("logger", "level")) {
            if (!wanted.containsKey(field)) {
                throw Problem.badValue(field + ": missing (expected: a text)");
            }
        }
        try {
            parts.logLevels().set(String.valueOf(wanted.get("logger")), String.valueOf(wanted.get("level")));
        } catch (IllegalArgumentException e) {
            throw Problem.badValue(String.valueOf(e.getMessage()));
        }
        return Answer.json(levels());
    }

    private static Map<String, String> fields(Request request, Set<String> known) {
        Map<String, String> fields = Json.texts(request.body().get());
        fields.keySet().stream()
                .filter(field -> !known.contains(field))
                .findFirst()
                .ifPresent(other -> {
                    throw Problem.badValue(other + ": unknown field (expected: "
                            + String.join(", ", known.stream().sorted().toList()) + ")");
                });
        return fields;
    }

    private Object config() {
        return Objects.requireNonNull(Masking.masked(parts.config().get()));
    }

    private static Answer document() {
        try (InputStream in = OperationRoutes.class.getResourceAsStream(DOCUMENT)) {
            String text = new String(Objects.requireNonNull(in, DOCUMENT).readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(200, Answer.JSON, Map.of(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
