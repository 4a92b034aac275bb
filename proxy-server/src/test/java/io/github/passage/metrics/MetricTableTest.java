package io.github.passage.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Table, code and scrape say the same. {@code -Dpassage.metrics.table=write} writes the table anew. */
class MetricTableTest {
    private static final Path TABLE = Path.of("..", "helm", "METRICS.md");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

    @Test
    void theTableIsWhatTheCatalogueSays() throws IOException {
        if (System.getProperty("passage.metrics.table", "").equals("write")) {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, MetricTable.markdown());
        }
        assertThat(TABLE).content().isEqualTo(MetricTable.markdown());
    }

    @Test
    void aScrapeServesWhatTheTableNamesAndNothingElse() {
        try (Stage stage = new Stage(Metrics.open(() -> "1.2.3"))) {
            Happenings.all(Stage.FTP, Stage.RELAY, Stage.TARGET).forEach(stage.metrics::on);
            String text = Stage.scraped(stage.metrics, "");

            Set<String> served = TYPE.matcher(text)
                    .results()
                    .map(type -> type.group(1) + " " + type.group(2))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> ours = served.stream()
                    .filter(type -> type.startsWith("passage_"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(ours)
                    .isEqualTo(
                            Family.served().map(MetricTableTest::type).collect(Collectors.toCollection(TreeSet::new)));
            served.removeAll(ours);
            assertThat(served).isNotEmpty().allMatch(type -> type.startsWith("jvm_") || type.startsWith("process_"));
        }
    }

    private static String type(Family family) {
        return family.fullName() + " "
                + (family.kind() == Family.Kind.INFO ? "gauge" : family.kind().label());
    }

    @Test
    void everyFamilyHasItsLabelsAndNoOther() {
        try (Stage stage = new Stage(Metrics.open(() -> "1.2.3"))) {
            Happenings.all(Stage.FTP, Stage.RELAY, Stage.TARGET).forEach(stage.metrics::on);
            String text = Stage.scraped(stage.metrics, "");

            Family.served().forEach(family -> {
                List<Set<String>> labels = text.lines()
                        .filter(line -> line.matches(family.fullName() + "(_bucket|_sum|_count)?[{ ].*"))
                        .map(MetricTableTest::labels)
                        .distinct()
                        .toList();
                assertThat(labels).as(family.fullName()).containsExactly(new TreeSet<>(family.labels()));
            });
        }
    }

    private static Set<String> labels(String line) {
        return Pattern.compile("(\\w+)=\"")
                .matcher(line)
                .results()
                .map(label -> label.group(1))
                .filter(label -> !label.equals("le"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
