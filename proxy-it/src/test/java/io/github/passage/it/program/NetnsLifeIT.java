package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a lab on network namespaces leaves behind, which is nothing, and what runs inside it. */
class NetnsLifeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ItLogs logs = ItLogs.fresh("NetnsLifeIT");
    private Map<String, List<String>> before = Map.of();

    @BeforeEach
    void look() {
        Tools.requireNamespaces();
        // A lab of another test may still be going, in the kernel
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            Map<String, List<String>> last = before;
            before = Remains.now();
            return before.equals(last);
        });
    }

    private RunningLab lab() {
        return RunningLab.start(logs, "--fabric", "netns", "--topology", "nlb-public");
    }

    /** A namespace goes when the last socket in it has, which may be a moment after the process. */
    private void nothingIsLeft() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Remains.now()).isEqualTo(before));
    }

    @Test
    void aScenarioThatEndsLeavesNothing() {
        try (PassageProcess passage =
                PassageProcess.start(logs, "lab", "--scenario", "tenth-pasv", "--fabric", "netns")) {
            assertThat(passage.awaitEnd()).isZero();
        }
        nothingIsLeft();
    }

    @Test
    void aScenarioThatIsInterruptedLeavesNothing() {
        try (PassageProcess passage =
                PassageProcess.start(logs, "lab", "--scenario", "zone-down", "--fabric", "netns")) {
            passage.awaitOutput("zone az2 goes down");
            assertThat(Remains.namespaces()).isNotEmpty();
            passage.terminate();

            assertThat(passage.awaitEnd()).isEqualTo(143);
            assertThat(passage.errors()).isEmpty();
        }
        nothingIsLeft();
    }

    @Test
    void aLabThatIsEndedLeavesNothing() {
        try (RunningLab lab = lab()) {
            assertThat(Remains.now()).isNotEqualTo(before);
            lab.program().terminate();
            assertThat(lab.program().awaitEnd()).isZero();
            assertThat(lab.program().errors()).isEmpty();
        }
        nothingIsLeft();
    }

    @Test
    void whatAKilledLabLeavesTheNextOneRemoves() {
        try (RunningLab killed = lab()) {
            killed.program().kill();
            killed.program().awaitEnd();
            assertThat(Remains.namespaces()).isNotEmpty();
            assertThat(Remains.PID_FILE).exists();
        }
        try (RunningLab next = RunningLab.start(logs, "--fabric", "netns", "--topology", "direct")) {
            assertThat(Remains.namespaces().toString()).contains("passage.").doesNotContain("internet", "corporate");
            next.program().terminate();
            assertThat(next.program().awaitEnd()).isZero();
        }
        nothingIsLeft();
    }

    @Test
    void aSecondLabIsRefusedInOneLineAndDisturbsNothing() {
        try (RunningLab first = lab()) {
            List<String> standing = Remains.namespaces();
            try (PassageProcess second = PassageProcess.start(logs, "lab", "--fabric", "netns")) {
                assertThat(second.awaitEnd()).isEqualTo(2);
                assertThat(second.errors())
                        .singleElement()
                        .asString()
                        .contains("another lab runs", "process ", "kill ");
                assertThat(second.output()).isEmpty();
            }
            assertThat(Remains.namespaces()).isEqualTo(standing);
            assertThat(first.program().isAlive()).isTrue();
        }
        nothingIsLeft();
    }

    @Test
    void aRealClientRunsOnASimulatedHost() {
        Tools.require(Tool.CURL);
        try (RunningLab lab = RunningLab.start(
                logs, "--fabric", "netns", "--topology", "privatelink-two-consumers", "--passive-ip", "0.0.0.0")) {
            String url = "ftp://demo:demo-passage@" + lab.address().getAddress().getHostAddress() + "/";
            try (PassageProcess curl = PassageProcess.start(
                    logs, "lab", "exec", "laptop", "--", "curl", "--silent", "--show-error", url)) {
                assertThat(curl.awaitEnd()).as(curl.errors().toString()).isZero();
                assertThat(curl.output()).anyMatch(line -> line.endsWith("1KiB.bin"));
            }
            try (PassageProcess nobody = PassageProcess.start(logs, "lab", "exec", "nobody", "--", "true")) {
                assertThat(nobody.awaitEnd()).isEqualTo(2);
                assertThat(nobody.errors())
                        .singleElement()
                        .asString()
                        .contains("client: \"nobody\" (expected: one of ");
            }
            try (PassageProcess fails =
                    PassageProcess.start(logs, "lab", "exec", "laptop", "--", "sh", "-c", "exit 7")) {
                assertThat(fails.awaitEnd()).isEqualTo(7);
            }
        }
        nothingIsLeft();
    }
}
