package io.github.passage.it.observe.drawing;

import io.github.passage.it.observe.Dashboard.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The page: panels on Grafana's grid, in its dark colours. */
final class Page {
    static final int WIDTH = 1500;

    private static final int COLUMNS = 24;
    private static final int ROW = 29;
    private static final int GAP = 8;
    private static final int MARGIN = 12;
    private static final int HEAD = 46;
    private static final int TITLE = 26;
    private static final int LEGEND_LINE = 17;
    private static final int LETTER = 6;
    private static final Set<String> WITH_LEGEND = Set.of("timeseries");
    private static final String STYLE = """
            * { box-sizing: border-box; }
            body { margin: 0; background: #111217; color: #ccccdc; font: 12px Inter, "DejaVu Sans", Arial, sans-serif; }
            .head { position: absolute; left: 16px; top: 14px; font-size: 17px; color: #fff; }
            .head small { font-size: 12px; color: #9a9ba5; margin-left: 14px; }
            .pill { display: inline-block; border: 1px solid #34363f; background: #181b1f; padding: 2px 8px; margin-left: 8px;
                    border-radius: 3px; font-size: 12px; color: #ccccdc; }
            .row { position: absolute; font-size: 14px; font-weight: 600; color: #e6e6f0; line-height: 28px; }
            .row::before { content: "▾ "; color: #9a9ba5; }
            .panel { position: absolute; background: #181b1f; border: 1px solid #25272e; border-radius: 3px; overflow: hidden; }
            .panel h3 { margin: 0; padding: 6px 9px 0; font-size: 12px; font-weight: 600; color: #dcdce6; white-space: nowrap;
                        position: relative; z-index: 2; }
            .panel.filled h3 { color: #fff; }
            .body { position: absolute; left: 5px; right: 5px; }
            .values { position: absolute; inset: 22px 0 0; display: flex; align-items: center; justify-content: space-evenly; }
            .values span { display: inline-flex; flex-direction: column; align-items: center; color: #fff; }
            .values b { font-size: 30px; font-weight: 600; line-height: 1.15; }
            .values b.name { font-size: 15px; text-align: center; padding: 0 6px; }
            .values i { font-style: normal; font-size: 12px; }
            .spark { position: absolute; left: 0; top: 0; }
            .legend { position: absolute; left: 10px; right: 6px; bottom: 3px; line-height: 17px; font-size: 11px; }
            .legend span { display: inline-block; white-space: nowrap; margin-right: 12px; }
            .legend em { display: inline-block; width: 13px; height: 3px; border-radius: 2px; margin: 0 5px 3px 0; }
            svg text { fill: #9a9ba5; font-size: 10.5px; }
            svg .grid { stroke: #24262d; }
            """;

    private final Span span;
    private final List<String> html = new ArrayList<>();
    private int bottom;

    Page(Span span) {
        this.span = span;
    }

    /** Adds a panel or row. */
    void add(Panel panel, List<Line> lines) {
        double column = (WIDTH - 2.0 * MARGIN + GAP) / COLUMNS;
        int left = (int) (MARGIN + panel.x() * column);
        int top = HEAD + panel.y() * ROW;
        int width = (int) (panel.width() * column) - GAP;
        int height = panel.height() * ROW - GAP;
        bottom = Math.max(bottom, top + height + MARGIN);
        String title = Svg.escaped(panel.title());
        if (panel.isRow()) {
            html.add("<div class=\"row\" style=\"left:%dpx;top:%dpx\">%s</div>".formatted(left, top - 2, title));
            return;
        }
        Stat stat = new Stat(panel, lines, span);
        String filled = panel.type().equals("stat") ? stat.background() : "";
        html.add("<div class=\"panel%s\" style=\"left:%dpx;top:%dpx;width:%dpx;height:%dpx;%s\"><h3>%s</h3>"
                .formatted(
                        filled.isEmpty() ? "" : " filled",
                        left,
                        top,
                        width,
                        height,
                        filled.isEmpty() ? "" : ground(filled),
                        title));
        String legend = WITH_LEGEND.contains(panel.type()) ? legend(lines) : "";
        int taken = legend.isEmpty() ? 0 : LEGEND_LINE * legendLines(lines, width - 16);
        int inner = height - TITLE - taken - 4;
        html.add(
                switch (panel.type()) {
                    case "stat" -> stat.html(width, height);
                    case "timeseries" -> body(new Graph(panel, lines, span).svg(width - 12, inner));
                    case "state-timeline" -> body(new Timeline(panel, lines, span).svg(width - 12, inner));
                    default ->
                        throw new IllegalArgumentException(
                                "panel type: %s (expected: stat, timeseries, state-timeline)".formatted(panel.type()));
                });
        html.add(legend + "</div>");
    }

    private static String ground(String colour) {
        return "background:color-mix(in srgb, %s 78%%, #0b0c0e);border-color:transparent".formatted(colour);
    }

    private static String body(String svg) {
        return "<div class=\"body\" style=\"top:%dpx\">%s</div>".formatted(TITLE, svg);
    }

    private static String legend(List<Line> lines) {
        return lines.stream()
                .map(line -> "<span><em style=\"background:%s\"></em>%s</span>"
                        .formatted(line.colour(), Svg.escaped(line.name())))
                .collect(Collectors.joining(" ", "<div class=\"legend\">", "</div>"));
    }

    private static int legendLines(List<Line> lines, int width) {
        int used = 0;
        int count = 1;
        for (Line line : lines) {
            int wide = line.name().length() * LETTER + 36;
            if (used + wide > width) {
                count++;
                used = 0;
            }
            used += wide;
        }
        return count;
    }

    /** How high the page is, in pixels. */
    int height() {
        return bottom;
    }

    /** The whole page. */
    String text(String title) {
        return """
                <!DOCTYPE html>
                <html><head><meta charset="utf-8"><title>%1$s</title><style>%2$s</style></head><body>
                <div class="head">%1$s<span class="pill">Job&nbsp; All</span><span class="pill">Instance&nbsp; All</span>\
                <span class="pill">Hop&nbsp; All</span><small>%3$s to %4$s UTC</small></div>
                %5$s
                </body></html>
                """.formatted(title, STYLE, Span.clock(span.from()), Span.clock(span.to()), String.join("\n", html));
    }
}
