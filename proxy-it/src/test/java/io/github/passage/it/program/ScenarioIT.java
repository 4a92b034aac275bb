package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tools;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario that ships happens, on demand, in the delivered program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioIT {
    private static final List<String> KNOWN = List.of(
            "zero-byte-files",
            "lost-226-reset",
            "lost-226-silence",
            "control-and-data-split",
            "pinned-zone",
            "tenth-pasv",
            "preserve-client-ip-black-hole",
            "passive-ip-needs-restart",
            "data-from-another-source",
            "zone-down",
            "deregistration");

    private final ItLogs logs = ItLogs.fresh("ScenarioIT");
    private final Map<String, List<String>> outcomes = new HashMap<>();

    static Stream<String> scenarios() {
        try (PassageProcess list = PassageProcess.start(ItLogs.fresh("ScenarioIT-list"), "lab", "--list")) {
            assertThat(list.awaitEnd()).isZero();
            return list
                    .output()
                    .subList(
                            list.output().indexOf("Scenarios:") + 1,
                            list.output().size())
                    .stream()
                    .map(line -> line.strip().replaceFirst(" .*", ""));
        }
    }

    @Test
    void theFailuresOfTheFieldAreAmongThem() {
        assertThat(scenarios()).containsAll(KNOWN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void happensOnLoopbackAddresses(String name) {
        assertThat(outcome(name, "loopback")).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void comesToTheSameInNetworkNamespaces(String name) {
        Tools.requireNamespaces();

        assertThat(outcome(name, "netns")).isEqualTo(outcome(name, "loopback"));
        assertThat(Remains.PID_FILE).doesNotExist();
    }

    /** What the scenario looked at and found as expected, without what differs from run to run; played at the first call. */
    private List<String> outcome(String name, String fabric) {
        return outcomes.computeIfAbsent(name + " on " + fabric, _ -> played(name, fabric));
    }

    private List<String> played(String name, String fabric) {
        try (PassageProcess passage = PassageProcess.start(logs, "lab", "--scenario", name, "--fabric", fabric)) {
            int exit = passage.awaitEnd();

            assertThat(passage.output())
                    .as(String.join("\n", passage.output()))
                    .last()
                    .isEqualTo("Reproduced: " + name);
            assertThat(exit).isZero();
            assertThat(passage.output())
                    .anyMatch(line -> line.startsWith("What helps: "))
                    .noneMatch(line -> line.contains("[NOT AS EXPECTED]"));
            assertThat(passage.errors()).isEmpty();
            return passage.output().stream()
                    .filter(line -> line.contains("[as expected]"))
                    .map(line ->
                            line.replaceAll("\\d+(?:\\.\\d+){3}", "ADDRESS").replaceAll("\\d+", "N"))
                    .toList();
        }
    }
}
