package io.github.passage.it.bench.report;

import io.github.passage.it.bench.measure.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as a picture in SVG: a panel for each of the metrics that tell most, a bar with its spread for each subject. */
public final class Chart {
    private static final List<Metric> SHOWN = List.of(
            Metric.RETR_MEMORY_1_CPU,
            Metric.RETR_FILE_1_CPU,
            Metric.STOR_1_CPU,
            Metric.RETR_MEMORY_8_RATE,
            Metric.STOR_8_RATE,
            Metric.SESSIONS_RATE,
            Metric.SESSIONS_CPU,
            Metric.NOOP_P50_ADDED,
            Metric.SESSION_AT_9000);
    private static final Map<Metric, String> TITLES = Map.of(
            Metric.RETR_MEMORY_1_CPU, "CPU of RETR",
            Metric.RETR_FILE_1_CPU, "CPU of RETR, sendfile origin",
            Metric.STOR_1_CPU, "CPU of STOR",
            Metric.RETR_MEMORY_8_RATE, "RETR, 8 streams",
            Metric.STOR_8_RATE, "STOR, 8 streams",
            Metric.SESSIONS_RATE, "sessions",
            Metric.SESSIONS_CPU, "CPU per session",
            Metric.NOOP_P50_ADDED, "added to a NOOP, median",
            Metric.SESSION_AT_9000, "memory per idle session of 9,000");
    private static final int COLUMNS = 3;
    private static final int MARGIN = 20;
    private static final int TITLE = 40;
    private static final String STYLE =
            "text{font:12px sans-serif;fill:#24292f}.t{font-weight:bold;font-size:13px}.w{stroke:#24292f;stroke-width:1}"
                    + ".p{fill:#0a7ea4}.o{fill:#b6bec8}.d{fill:#e3e7ec}";

    private Chart() {}

    /** The picture. */
    public static String svg(Results results, Machine machine) {
        List<Metric> shown =
                SHOWN.stream().filter(results.figures()::containsKey).toList();
        int panelHeight = TITLE + results.subjects().size() * Panel.ROW + MARGIN;
        int rows = (shown.size() + COLUMNS - 1) / COLUMNS;
        int width = 2 * MARGIN + COLUMNS * Panel.WIDTH;
        int height = 2 * MARGIN + rows * panelHeight + TITLE;
        List<String> lines = new ArrayList<>();
        lines.add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">"
                .formatted(width, height, width, height));
        lines.add("<style>" + STYLE + "</style>");
        lines.add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>".formatted(width, height));
        for (int i = 0; i < shown.size(); i++) {
            Metric metric = shown.get(i);
            int left = MARGIN + i % COLUMNS * Panel.WIDTH;
            int top = MARGIN + i / COLUMNS * panelHeight;
            String better = metric.higherIsBetter() ? "more is better" : "less is better";
            lines.add("<g transform=\"translate(%d %d)\">".formatted(left, top));
            lines.add("<text class=\"t\" x=\"0\" y=\"12\">%s</text>".formatted(TITLES.get(metric)));
            lines.add("<text x=\"0\" y=\"28\">%s, %s</text>".formatted(metric.unit(), better));
            lines.add("<g transform=\"translate(0 %d)\">".formatted(TITLE));
            lines.addAll(Panel.lines(results, metric));
            lines.add("</g></g>");
        }
        lines.add("<text x=\"%d\" y=\"%d\">%s</text>".formatted(MARGIN, height - MARGIN, escaped(machine.text())));
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A coordinate. */
    static String at(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
