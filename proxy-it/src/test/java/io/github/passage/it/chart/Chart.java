package io.github.passage.it.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A chart that Helm renders. Helm's templates leave out hooks and notes, so a copy is rendered in which both are objects like others.
 *
 * @param directory the chart's root
 */
record Chart(Path directory) {
    /** The chart as it is in the repository. */
    static final Path SOURCES = Path.of("..", "helm").toAbsolutePath().normalize();

    static final String RELEASE = "demo";
    static final String NAMESPACE = "files";
    /** The admin token where values give none. */
    static final String TOKEN = "0123456789abcdef01";

    private static final String KUBERNETES = "1.31.0";
    private static final String NOTES = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: notes
            data:
              notes: |
                {{- include "passage.notes" . | nindent 4 }}
            """;

    /** Copies Passage's chart. */
    static Chart copy(Path into) {
        Path copy = giveToken(copyTree(SOURCES, into.resolve("passage")));
        Path hook = copy.resolve("templates/tests/reachable.yaml");
        try {
            replace(hook, "helm.sh/hook: test", "hook: test");
            Files.writeString(copy.resolve("templates/notes.yaml"), NOTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Chart(copy);
    }

    /** Copies the chart that includes Passage's container, with Passage's chart as its dependency. */
    static Chart copyExample(Path into) {
        Path copy = copyTree(SOURCES.resolve("examples/own-chart"), into.resolve("own-chart"));
        giveToken(copyTree(SOURCES, copy.resolve("charts/passage")));
        return new Chart(copy);
    }

    /**
     * Renders all objects.
     *
     * @param values YAML
     * @throws IllegalStateException as Helm says it, if the values are refused
     */
    Rendering render(String values) {
        try {
            Path file = Files.createTempFile(directory.getParent(), "values", ".yaml");
            Files.writeString(file, values);
            return Rendering.of(new Helm(directory)
                    .template()
                    .withName(RELEASE)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(KUBERNETES)
                    .withValuesFile(file)
                    .call());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Helm's linter says, warnings taken for errors. */
    LintResult lint() {
        return new Helm(directory).lint().strict().call();
    }

    /** Without a token the chart asks the cluster for an earlier one, as this Helm does even where it only renders. */
    private static Path giveToken(Path chart) {
        try {
            replace(chart.resolve("values.yaml"), "  token: \"\"", "  token: " + TOKEN);
            return chart;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path file, String what, String by) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(what)) {
            throw new IllegalStateException(file + " has no " + what);
        }
        Files.writeString(file, text.replace(what, by));
    }

    private static Path copyTree(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            List<Path> all = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".png"))
                    .toList();
            for (Path file : all) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
