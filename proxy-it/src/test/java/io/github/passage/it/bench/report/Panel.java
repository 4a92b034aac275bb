package io.github.passage.it.bench.report;

import io.github.passage.it.bench.measure.Metric;
import io.github.passage.it.bench.subject.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One metric's bars, from the left edge at 0. That of the other proxy that follows FTP is cut off, since it would make all others dots. */
final class Panel {
    static final int WIDTH = 330;
    static final int ROW = 20;

    private static final int NAME = 100;
    private static final int BAR = 140;
    private static final int THICKNESS = 14;

    private Panel() {}

    static List<String> lines(Results results, Metric metric) {
        double most = results.subjects().stream()
                .filter(subject -> !subject.equals(Subjects.FTP_PEER))
                .flatMap(subject -> results.summary(metric, subject).stream())
                .mapToDouble(Summary::most)
                .max()
                .orElse(1);
        double scale = BAR / Math.max(most, Double.MIN_NORMAL);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < results.subjects().size(); i++) {
            String subject = results.subjects().get(i);
            Optional<Summary> summary = results.summary(metric, subject);
            double top = i * (double) ROW;
            lines.add("<text x=\"0\" y=\"%s\">%s</text>".formatted(Chart.at(top + 12), subject));
            summary.ifPresent(one -> lines.addAll(bar(subject, one, scale, top)));
        }
        return lines;
    }

    private static List<String> bar(String subject, Summary summary, double scale, double top) {
        double middle = top + 1 + THICKNESS / 2.0;
        double length = length(summary.median(), scale);
        double most = length(summary.most(), scale);
        String cut = summary.median() * scale > BAR + 1 ? " ▸" : "";
        return List.of(
                "<rect class=\"%s\" x=\"%d\" y=\"%s\" width=\"%s\" height=\"%d\"/>"
                        .formatted(style(subject), NAME, Chart.at(top + 1), Chart.at(length), THICKNESS),
                "<line class=\"w\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
                        .formatted(
                                Chart.at(NAME + length(summary.least(), scale)),
                                Chart.at(middle),
                                Chart.at(NAME + most),
                                Chart.at(middle)),
                "<text x=\"%s\" y=\"%s\">%s%s</text>"
                        .formatted(
                                Chart.at(NAME + Math.max(length, most) + 6),
                                Chart.at(top + 12),
                                Numbers.text(summary.median()),
                                cut));
    }

    private static double length(double value, double scale) {
        return Math.clamp(value * scale, 0, BAR);
    }

    private static String style(String subject) {
        return switch (subject) {
            case Subjects.PASSAGE -> "p";
            case Subjects.DIRECT -> "d";
            default -> "o";
        };
    }
}
