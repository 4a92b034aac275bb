package io.github.passage.it.bench.report;

import io.github.passage.it.bench.measure.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The results for a terminal: a block for each metric, a line in it for each subject. */
public final class Table {
    private Table() {}

    /** The lines. */
    public static List<String> lines(Results results) {
        List<String> lines = new ArrayList<>();
        results.figures().keySet().forEach(metric -> lines.addAll(block(results, metric)));
        return lines;
    }

    private static List<String> block(Results results, Metric metric) {
        List<String> lines = new ArrayList<>();
        String bar = metric.bar()
                .map(some -> ", bar " + some.text(metric.higherIsBetter(), metric.unit()))
                .orElse("");
        lines.add("%s [%s]%s%s".formatted(metric.what(), metric.unit(), bar, verdict(results, metric)));
        for (String subject : results.subjects()) {
            Optional<Summary> summary = results.summary(metric, subject);
            summary.ifPresent(one -> lines.add("  %-17s %10s   %10s - %-10s  %7s  %s"
                    .formatted(
                            subject,
                            Numbers.text(one.median()),
                            Numbers.text(one.least()),
                            Numbers.text(one.most()),
                            "n=" + one.count(),
                            ratio(results, metric, subject))
                    .stripTrailing()));
        }
        results.costOfMetrics(metric)
                .ifPresent(ratio -> lines.add("  metrics on/off  %10s   %10s - %-10s  n=%d, ratios of rounds"
                        .formatted(
                                Numbers.text(ratio.median()),
                                Numbers.text(ratio.least()),
                                Numbers.text(ratio.most()),
                                ratio.count())));
        return lines;
    }

    private static String verdict(Results results, Metric metric) {
        return results.verdict(metric)
                .map(verdict -> ": " + (verdict.met() ? "met" : "NOT MET") + " at " + Numbers.text(verdict.ratio()))
                .orElse("");
    }

    private static String ratio(Results results, Metric metric, String subject) {
        var ratio = results.ratioToBest(metric, subject);
        return ratio.isPresent() ? Numbers.text(ratio.getAsDouble()) + " x best" : "";
    }
}
