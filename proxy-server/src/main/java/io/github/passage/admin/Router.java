package io.github.passage.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its answer. */
final class Router {
    private static final Logger LOGGER = LoggerFactory.getLogger("passage.admin");

    private final List<Route> routes;
    private final Gate gate;

    Router(AdminParts parts, Gate gate) {
        List<Route> all = new ArrayList<>();
        all.addAll(new HealthRoutes(
                        parts.hops(),
                        parts.process(),
                        request -> gate.challenge(request).isEmpty())
                .all());
        all.addAll(new SessionRoutes(parts).all());
        all.addAll(new OperationRoutes(parts).all());
        this.routes = List.copyOf(all);
        this.gate = gate;
    }

    List<Route> routes() {
        return routes;
    }

    Answer answer(Request request) {
        try {
            gate.checkOrigin(request);
            return routed(request);
        } catch (Problem.Raised raised) {
            return raised.problem().answer();
        } catch (RuntimeException fault) {
            LOGGER.error("a request to the admin server failed: {} {}", request.method(), request.path(), fault);
            return new Problem(500, "fault", "a fault of Passage; its log has more").answer();
        }
    }

    private Answer routed(Request request) {
        List<Route> there = routes.stream()
                .filter(route -> route.match(request.path()).isPresent())
                .toList();
        Optional<Answer> challenge = gate.challenge(request);
        boolean open = !there.isEmpty() && there.stream().allMatch(Route::isOpen);
        if (!open && challenge.isPresent()) {
            return challenge.get();
        }
        if (there.isEmpty()) {
            throw Problem.notFound(
                    "unknown-path", "path: \"" + request.path() + "\" (expected: one of /api/v1/openapi.json)");
        }
        Optional<Route> route =
                there.stream().filter(each -> each.takes(request.method())).findFirst();
        return route.map(found -> handled(found, request)).orElseGet(() -> wrongMethod(request, there));
    }

    private static Answer handled(Route route, Request request) {
        boolean changes = route.method().equals("POST") || route.method().equals("PUT");
        // A page of a foreign site can send forms, but no JSON.
        if (changes && !request.isJson()) {
            throw new Problem.Raised(new Problem(
                    415,
                    "not-json",
                    "Content-Type: " + request.header("Content-Type").orElse("none")
                            + " (expected: application/json, also without a body)"));
        }
        Map<String, String> names = new LinkedHashMap<>();
        route.match(request.path()).orElseThrow().forEach((name, text) -> names.put(name, Request.decoded(text)));
        return route.handler().answer(request, names);
    }

    private static Answer wrongMethod(Request request, List<Route> there) {
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : there) {
            allowed.add(route.method());
            if (route.method().equals("GET")) {
                allowed.add("HEAD");
            }
        }
        String methods = String.join(", ", allowed);
        return new Problem(405, "wrong-method", request.method() + " (expected: one of " + methods + ")")
                .answer()
                .with("Allow", methods);
    }
}
