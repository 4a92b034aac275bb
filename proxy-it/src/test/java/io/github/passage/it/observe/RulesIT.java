package io.github.passage.it.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.program.PassageProcess;
import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alert rules and the configuration by promtool's judgement. */
class RulesIT {
    private static final Pattern COMMAND = Pattern.compile("passage ctl admin ([a-z-]+)");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ItLogs logs = ItLogs.fresh("RulesIT");

    private String promtool(String... arguments) {
        Path log = logs.file("promtool-" + arguments[1]);
        List<String> command = Stream.concat(
                        Stream.of(Tools.require(Tool.PROMTOOL).toString()), Stream.of(arguments))
                .toList();
        int exit = ChildProcess.run(command, "", log, LIMIT);
        assertThat(log)
                .content()
                .satisfies(output -> assertThat(exit).as(output).isZero());
        return HelmFiles.read(log);
    }

    @Test
    void theRulesAreClean() {
        assertThat(promtool("check", "rules", "--lint=all", "--lint-fatal", HelmFiles.RULES.toString()))
                .contains("SUCCESS: ");
    }

    @Test
    void theConfigurationIsCleanAndLoadsTheRules() {
        assertThat(promtool("check", "config", "--lint-fatal", HelmFiles.CONFIGURATION.toString()))
                .contains(
                        "SUCCESS: 1 rule files found",
                        HelmFiles.RULES.getFileName().toString());
    }

    @Test
    void everyRuleFiresAndResolvesAsItsTestSays() {
        assertThat(promtool("test", "rules", HelmFiles.RULE_TESTS.toString())).contains("SUCCESS");
    }

    @Test
    void everyRuleIsTestedAndCarriesItsRunbook() {
        String tests = HelmFiles.read(HelmFiles.RULE_TESTS);
        String[] rules = HelmFiles.read(HelmFiles.RULES).split("- alert: ", -1);
        assertThat(rules).hasSizeGreaterThan(10);
        assertThat(List.of(rules).subList(1, rules.length)).allSatisfy(rule -> {
            String name = rule.substring(0, rule.indexOf('\n'));
            assertThat(tests)
                    .containsPattern("(?s)expr: ALERTS\\{alertname=\"" + name + "\"[^-]*?exp_samples:\\s+- labels");
            assertThat(rule).contains("severity: ", "fault: ", "summary: ", "description: ", "runbook: |", "passage ");
        });
    }

    @Test
    void everyCommandThatIsNamedExists() {
        String named = HelmFiles.read(HelmFiles.RULES)
                + HelmFiles.read(HelmFiles.DASHBOARD)
                + HelmFiles.read(HelmFiles.DIRECTORY.resolve("README.md"));
        try (PassageProcess help = PassageProcess.start(logs, "ctl", "admin", "--help")) {
            assertThat(help.awaitEnd()).isZero();
            String commands = String.join("\n", help.output());
            assertThat(COMMAND.matcher(named)
                            .results()
                            .map(found -> found.group(1))
                            .distinct())
                    .hasSizeGreaterThan(4)
                    .allSatisfy(command -> assertThat(commands).containsPattern("(?m)^  " + command + " "));
        }
    }
}
