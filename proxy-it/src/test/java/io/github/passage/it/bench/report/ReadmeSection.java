package io.github.passage.it.bench.report;

import io.github.passage.it.bench.measure.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The results in Markdown, between two marks of a document. */
public final class ReadmeSection {
    /** Before the section. */
    static final String BEGIN = "<!-- bench -->";
    /** After it. */
    static final String END = "<!-- /bench -->";

    private ReadmeSection() {}

    /**
     * A document with the section in place of what was between the marks.
     *
     * @throws IllegalArgumentException if the document lacks the marks
     */
    public static String replace(String document, String section) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "README.md: no " + BEGIN + " ... " + END + " (expected: both, in this order)");
        }
        return document.substring(0, begin + BEGIN.length()) + "\n" + section + document.substring(end);
    }

    /** A table, and what it was measured on. */
    public static String text(Results results, Machine machine, int rounds) {
        List<String> lines = new ArrayList<>();
        lines.add("| what | " + String.join(" | ", results.subjects()) + " | Passage : bar | met |");
        lines.add("|---|" + "---|".repeat(results.subjects().size()) + "---|---|");
        for (Metric metric : results.figures().keySet()) {
            lines.add("| %s, %s | %s | %s |"
                    .formatted(metric.what(), metric.unit(), cells(results, metric), verdict(results, metric)));
        }
        lines.add("");
        lines.add("Medians of %d rounds, the least and the greatest below them. Measured on: %s."
                .formatted(rounds, machine.text()));
        return String.join("\n", lines) + "\n";
    }

    private static String cells(Results results, Metric metric) {
        return results.subjects().stream()
                .map(subject -> results.summary(metric, subject)
                        .map(one -> "%s<br><sub>%s-%s</sub>"
                                .formatted(
                                        Numbers.text(one.median()),
                                        Numbers.text(one.least()),
                                        Numbers.text(one.most())))
                        .orElse(""))
                .collect(Collectors.joining(" | "));
    }

    private static String verdict(Results results, Metric metric) {
        if (metric.bar().isEmpty()) {
            return " | ";
        }
        String bar = metric.bar().get().text(metric.higherIsBetter(), metric.unit());
        return results.verdict(metric)
                .map(verdict ->
                        Numbers.text(verdict.ratio()) + " : " + bar + " | " + (verdict.met() ? "yes" : "**no**"))
                .orElse(bar + " | ");
    }
}
