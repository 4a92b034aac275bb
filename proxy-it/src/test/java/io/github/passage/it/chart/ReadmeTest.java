package io.github.passage.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README and values say the same. {@code -Dpassage.chart.readme=write} writes the table anew. */
class ReadmeTest {
    private static final Path README = Chart.SOURCES.resolve("README.md");
    private static final Path VALUES = Chart.SOURCES.resolve("values.yaml");
    private static final Pattern TABLE =
            Pattern.compile("(?s)(?<=<!-- values of values.yaml -->\n).*(?=<!-- end of values -->)");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

    @TempDir
    private Path directory;

    @Test
    void theTableIsWhatTheCommentsSay() throws IOException {
        String table = ValuesTable.markdown(Files.readString(VALUES));
        if (System.getProperty("passage.chart.readme", "").equals("write")) {
            Files.writeString(
                    README, TABLE.matcher(Files.readString(README)).replaceFirst(Matcher.quoteReplacement(table)));
        }

        Matcher found = TABLE.matcher(Files.readString(README));
        assertThat(found.find()).isTrue();
        assertThat(found.group()).isEqualTo(table);
    }

    @Test
    void everyValueHasAComment() throws IOException {
        String table = ValuesTable.markdown(Files.readString(VALUES));
        List<String> leaves = new ArrayList<>();
        collect(Rendering.YAML.readTree(VALUES.toFile()), "", table, leaves);

        assertThat(leaves).isNotEmpty().allMatch(leaf -> table.contains("| `" + leaf + "` |"));
    }

    private static void collect(JsonNode values, String path, String table, List<String> leaves) {
        values.properties().forEach(entry -> {
            String key = path + entry.getKey();
            boolean described = table.contains("| `" + key + "` |");
            if (entry.getValue().isEmpty() || (described && !table.contains("| `" + key + "."))) {
                leaves.add(key);
            } else {
                collect(entry.getValue(), key + ".", table, leaves);
            }
        });
    }

    @Test
    void everyExampleOfValuesCanBeInstalled() throws IOException {
        List<String> examples = EXAMPLE.matcher(Files.readString(README))
                .results()
                .map(example -> example.group(1))
                .filter(example -> !example.contains("kind:") && !example.contains("dependencies:"))
                .toList();

        assertThat(examples)
                .hasSizeGreaterThan(3)
                .allSatisfy(example -> assertThat(
                                Chart.copy(directory).render(example).objects())
                        .isNotEmpty());
    }
}
