package io.github.passage.it.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.passage.it.observe.Dashboard.Panel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The dashboard by itself. */
class DashboardTest {
    private static final int COLUMNS = 24;

    private final Catalogue catalogue = Catalogue.read();
    private final Dashboard dashboard = Dashboard.read();
    private final List<Panel> drawn =
            dashboard.panels().stream().filter(panel -> !panel.isRow()).toList();

    @Test
    void everyPanelHasAnIdAndATitleOfItsOwn() {
        assertThat(dashboard.panels())
                .extracting(panel -> panel.json().path("id").asInt())
                .doesNotHaveDuplicates()
                .doesNotContain(0);
        assertThat(dashboard.panels())
                .extracting(Panel::title)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void everyPanelSaysWhatItsValueMeansAndItsUnit() {
        assertThat(drawn).allSatisfy(panel -> {
            assertThat(panel.json().path("description").asText())
                    .as(panel.title())
                    .hasSizeGreaterThan(40);
            if (!panel.type().equals("state-timeline")) {
                assertThat(panel.json().at("/fieldConfig/defaults/unit").asText())
                        .as(panel.title())
                        .isIn("short", "none", "percentunit", "s", "bytes", "binBps", "cps", "ops");
            }
        });
    }

    @Test
    void everyTargetAsksTheChosenDataSourceForJobInstanceAndHop() {
        assertThat(drawn).allSatisfy(panel -> {
            assertThat(panel.targets()).as(panel.title()).isNotEmpty();
            assertThat(panel.json().at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.targets()).allSatisfy(target -> {
                assertThat(target.expression())
                        .as(panel.title())
                        .contains("job=~\"$job\", instance=~\"$instance\"")
                        .doesNotContainPattern("\\[\\d");
                assertThat(target.legend()).as(panel.title()).isNotEmpty();
            });
            assertThat(panel.json().path("targets"))
                    .extracting(target -> target.path("refId").asText())
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void panelsDoNotOverlapAndKeepToTheGrid() {
        Set<String> taken = new HashSet<>();
        for (Panel panel : dashboard.panels()) {
            assertThat(panel.x() + panel.width()).as(panel.title()).isLessThanOrEqualTo(COLUMNS);
            for (int i = 0; i < panel.width() * panel.height(); i++) {
                String cell = (panel.x() + i % panel.width()) + "," + (panel.y() + i / panel.width());
                assertThat(taken.add(cell)).as(panel.title() + " at " + cell).isTrue();
            }
        }
    }

    @Test
    void rowsTellTheStoryFromTheOverviewDown() {
        assertThat(dashboard.panels().stream().filter(Panel::isRow).map(Panel::title))
                .containsExactly(
                        "Overview: is it healthy, and is it us, the network, the servers or one client program?",
                        "Sessions",
                        "Passive addressing",
                        "Data ports",
                        "Throughput",
                        "Targets",
                        "Errors by cause",
                        "JVM and process");
    }

    @Test
    void itIsMadeForACurrentGrafana() {
        JsonNode json = dashboard.json();
        assertThat(json.path("schemaVersion").asInt()).isBetween(39, 42);
        assertThat(json.path("uid").asText()).isEqualTo("passage");
        assertThat(json.at("/templating/list"))
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("datasource", "job", "instance", "hop");
    }

    @Test
    void dashboardAndAlertsAskOnlyForDocumentedMetrics() {
        List<String> asked = new ArrayList<>();
        drawn.forEach(panel -> panel.targets().forEach(target -> asked.add(target.expression())));
        dashboard
                .json()
                .at("/templating/list")
                .forEach(variable -> asked.add(variable.path("definition").asText()));
        HelmFiles.read(HelmFiles.RULES)
                .lines()
                .filter(line -> !line.contains("#"))
                .forEach(asked::add);

        assertThat(Catalogue.namesIn(String.join("\n", asked)))
                .hasSizeGreaterThan(40)
                .allMatch(catalogue::documents);
    }

    @Test
    void everyDocumentedMetricOfAHopIsOnTheDashboard() {
        String all = dashboard.json().toString();
        assertThat(catalogue.names())
                .hasSizeGreaterThan(30)
                .filteredOn(name -> !name.startsWith("passage_tls_"))
                .filteredOn(name -> !name.equals("passage_hop_drain_seconds"))
                .allMatch(name -> Catalogue.namesIn(all).contains(name));
    }
}
