package io.github.passage.it.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The files of {@code helm}, and a Prometheus configuration for tests made of them. */
final class HelmFiles {
    static final Path DIRECTORY = Path.of("..", "helm").toAbsolutePath().normalize();
    static final Path CONFIGURATION = DIRECTORY.resolve("prometheus.yml");
    static final Path RULES = DIRECTORY.resolve("alerts/passage.rules.yml");
    static final Path RULE_TESTS = DIRECTORY.resolve("alerts/passage.test.yml");
    static final Path DASHBOARD = DIRECTORY.resolve("dashboards/passage.json");

    private HelmFiles() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a configuration that scrapes and evaluates every second.
     *
     * @param directory where it goes, with the rules
     * @param rules the text of the rule file
     * @param instances what to scrape, as {@code host:port}
     */
    static Path everySecond(Path directory, String rules, List<String> instances) {
        String targets = instances.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", "));
        try {
            Files.writeString(directory.resolve("rules.yml"), rules);
            return Files.writeString(directory.resolve("prometheus.yml"), """
                    global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
                    rule_files: [ rules.yml ]
                    scrape_configs:
                      - job_name: passage
                        static_configs: [ { targets: [ %s ] } ]
                    """.formatted(targets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
