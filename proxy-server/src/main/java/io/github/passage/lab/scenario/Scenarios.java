package io.github.passage.lab.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** The scenarios that ship. */
public final class Scenarios {
    private Scenarios() {}

    /** All, in the order to be listed. */
    public static List<Scenario> all() {
        return List.of(
                StolenByProbe.SCENARIO,
                LostReply.RESET,
                LostReply.SILENCE,
                SplitServers.SCENARIO,
                PinnedZone.SCENARIO,
                TenthPasv.SCENARIO,
                BlackHole.SCENARIO,
                RestartNeeded.SCENARIO,
                ForeignSource.SCENARIO,
                ZoneOutage.SCENARIO,
                Deregistration.SCENARIO);
    }

    /**
     * The scenario of that name.
     *
     * @throws IllegalArgumentException naming those that exist
     */
    public static Scenario named(String name) {
        return all().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" (expected: one of "
                        + all().stream().map(Scenario::name).collect(Collectors.joining(", ")) + ")"));
    }
}
