package io.github.passage.admin;

import io.github.passage.telemetry.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether the process lives, and whether it is ready for sessions. */
final class HealthRoutes {
    private static final int UNAVAILABLE = 503;

    private final AdminHops hops;
    private final ProcessNotes process;
    private final Predicate<Request> known;

    /**
     * Those of a process.
     *
     * @param known tells whether a request may see what needs the token elsewhere
     */
    HealthRoutes(AdminHops hops, ProcessNotes process, Predicate<Request> known) {
        this.hops = hops;
        this.process = process;
        this.known = known;
    }

    List<Route> all() {
        return List.of(
                new Route("GET", "/healthz", true, (request, names) -> Answer.json(Json.object("status", "alive"))),
                new Route("GET", "/readyz", true, (request, names) -> ready(known.test(request))));
    }

    private Answer ready(boolean known) {
        List<String> reasons = new ArrayList<>(process.ending().stream().toList());
        reasons.addAll(reasons(hops.states()));
        String status = reasons.isEmpty() ? "ready" : "not-ready";
        List<String> notes = process.notes().stream()
                .map(note -> known ? note.whole() : note.what())
                .toList();
        Map<String, @Nullable Object> body = Json.object("status", status, "reasons", reasons, "notes", notes);
        return reasons.isEmpty() ? Answer.json(body) : Answer.json(UNAVAILABLE, body);
    }

    /** Why the process is not ready; none if it is. */
    static List<String> reasons(List<HopState> states) {
        List<String> reasons = new ArrayList<>();
        if (states.isEmpty()) {
            reasons.add("no hop is there yet");
        }
        for (HopState hop : states) {
            if (hop.draining()) {
                reasons.add("hop " + hop.name() + " is draining");
            } else if (!hop.listening()) {
                reasons.add("hop " + hop.name() + " does not listen");
            } else if (!hop.targets().isEmpty()
                    && hop.targets().stream().noneMatch(target -> isHealthy(target.health()))) {
                reasons.add("hop " + hop.name() + " has no healthy target");
            }
        }
        return reasons;
    }

    /** One that nobody has probed yet counts as healthy, as it does for a load balancer that has no other. */
    private static boolean isHealthy(String health) {
        return health.equals(TargetHealth.HEALTHY.label()) || health.equals(TargetHealth.INITIAL.label());
    }
}
