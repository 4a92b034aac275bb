package io.github.passage.lab.api;

import io.github.passage.lab.live.LabRefusal;
import io.github.passage.lab.live.LabView.HopView;
import io.github.passage.lab.live.LabView.ServerView;
import io.github.passage.lab.live.LiveLab;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the API offers: methods and paths, and what each does with the lab. */
final class Resources {
    private static final Map<String, String> DONE = Map.of("status", "done");

    private final List<Resource> all = new ArrayList<>();

    Resources(LiveLab lab) {
        get("/api/v1/lab", call -> lab.view());
        get("/api/v1/hops", call -> lab.view().hops());
        get("/api/v1/hops/*", call -> hop(lab, call.names().getFirst()));
        change("PATCH", "/api/v1/hops/*", call -> lab.setRewrite(call.names().getFirst(), call.only("rewrite")));
        get("/api/v1/servers", call -> lab.view().servers());
        get("/api/v1/servers/*", call -> server(lab, call.names().getFirst()));
        change(
                "PATCH",
                "/api/v1/servers/*",
                call -> lab.setPassiveIp(call.names().getFirst(), call.only("passiveIp")));
        change(
                "POST",
                "/api/v1/servers/*/stop",
                call -> lab.stopServer(call.names().getFirst()));
        change(
                "POST",
                "/api/v1/servers/*/start",
                call -> lab.startServer(call.names().getFirst()));
        change(
                "PUT",
                "/api/v1/load-balancers/*/health-checks/*",
                call -> lab.setHealthCheck(call.names().get(0), call.names().get(1), call.only("port")));
        change(
                "DELETE",
                "/api/v1/load-balancers/*/health-checks/*",
                call -> lab.removeHealthCheck(call.names().get(0), call.names().get(1)));
        change(
                "POST",
                "/api/v1/load-balancers/*/targets/*/drain",
                call -> lab.drainTarget(call.names().get(0), call.names().get(1)));
        change(
                "POST",
                "/api/v1/load-balancers/*/targets/*/register",
                call -> lab.registerTarget(call.names().get(0), call.names().get(1)));
        change(
                "POST",
                "/api/v1/zones/*/down",
                call -> lab.takeZoneDown(call.names().getFirst()));
        change(
                "POST",
                "/api/v1/zones/*/up",
                call -> lab.bringZoneUp(call.names().getFirst()));
        get("/api/v1/sessions", call -> lab.sessions());
        get("/api/v1/verdicts", call -> lab.verdicts(call.number("after")));
    }

    private static HopView hop(LiveLab lab, String name) {
        return lab.view().hops().stream()
                .filter(hop -> hop.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "hop",
                        name,
                        lab.view().hops().stream().map(HopView::name).toList()));
    }

    private static ServerView server(LiveLab lab, String name) {
        return lab.view().servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "server",
                        name,
                        lab.view().servers().stream().map(ServerView::name).toList()));
    }

    private static LabRefusal unknown(String kind, String name, List<String> names) {
        return new LabRefusal(
                LabRefusal.Kind.UNKNOWN_NAME,
                kind + ": \"" + name + "\" (expected: one of " + String.join(", ", names) + ")");
    }

    private void get(String path, Function<Call, Object> answer) {
        all.add(new Resource("GET", pattern(path), answer));
    }

    private void change(String method, String path, Consumer<Call> change) {
        all.add(new Resource(method, pattern(path), call -> {
            change.accept(call);
            return DONE;
        }));
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(path.replace("*", "([^/]+)"));
    }

    private static String decoded(String name) {
        try {
            // A plus is a blank in forms only.
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new LabRefusal(
                    LabRefusal.Kind.BAD_VALUE, "path: \"" + name + "\" (expected: a name in percent-encoding)");
        }
    }

    /**
     * Finds what a request asks for.
     *
     * @param path as it was sent, encoded
     */
    Found find(String method, String path) {
        TreeSet<String> others = new TreeSet<>();
        for (Resource resource : all) {
            Matcher matcher = resource.path().matcher(path);
            if (matcher.matches()) {
                if (resource.method().equals(method)) {
                    List<String> names = new ArrayList<>();
                    for (int i = 1; i <= matcher.groupCount(); i++) {
                        names.add(decoded(matcher.group(i)));
                    }
                    return new Found(Optional.of(resource.answer()), names, List.of());
                }
                others.add(resource.method());
            }
        }
        return new Found(Optional.empty(), List.of(), List.copyOf(others));
    }

    /**
     * What a request found.
     *
     * @param answer gives the answer, empty if there is no such resource with that method
     * @param names the names in the path
     * @param allowed methods that the path has, if not this one
     */
    record Found(Optional<Function<Call, Object>> answer, List<String> names, List<String> allowed) {}

    private record Resource(String method, Pattern path, Function<Call, Object> answer) {}
}
