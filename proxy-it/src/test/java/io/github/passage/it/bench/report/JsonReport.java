package io.github.passage.it.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.passage.it.bench.measure.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results for programs. */
public final class JsonReport {
    private JsonReport() {}

    /** Writes a file. */
    public static void write(Path file, Results results, Machine machine, List<String> failures) throws IOException {
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), tree(results, machine, failures));
    }

    static Map<String, Object> tree(Results results, Machine machine, List<String> failures) {
        List<Object> metrics = new ArrayList<>();
        results.figures().forEach((metric, bySubject) -> metrics.add(metric(results, metric, bySubject)));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("machine", machine);
        tree.put("metrics", metrics);
        tree.put("failures", failures);
        return tree;
    }

    private static Map<String, Object> metric(Results results, Metric metric, Map<String, List<Double>> bySubject) {
        Map<String, Object> subjects = new LinkedHashMap<>();
        bySubject.forEach((subject, rounds) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("summary", Summary.of(rounds));
            one.put("rounds", rounds);
            results.ratioToBest(metric, subject).ifPresent(ratio -> one.put("ratioToBest", ratio));
            subjects.put(subject, one);
        });
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", metric.name().toLowerCase(Locale.ROOT));
        tree.put("what", metric.what());
        tree.put("unit", metric.unit());
        metric.bar().ifPresent(bar -> tree.put("bar", bar.text(metric.higherIsBetter(), metric.unit())));
        results.verdict(metric).ifPresent(verdict -> tree.put("passage", verdict));
        tree.put("subjects", subjects);
        return tree;
    }
}
