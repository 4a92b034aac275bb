package io.github.passage.it.observe.drawing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.passage.it.observe.Dashboard.Panel;
import io.github.passage.it.observe.Series.Point;
import java.util.ArrayList;
import java.util.List;

/** A state timeline panel: a bar for each series, coloured by what its value was. */
record Timeline(Panel panel, List<Line> lines, Span span) {
    private static final int FOOT = 18;
    private static final int LETTER = 7;
    private static final int TICK_GAP = 90;

    /** The bars as an SVG element of this size. */
    String svg(int width, int height) {
        JsonNode steps = panel.json().at("/fieldConfig/defaults/thresholds/steps");
        int left = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0) * LETTER + 10;
        double w = width - left - 6;
        double h = height - FOOT - 6;
        double pitch = h / Math.max(1, lines.size());
        List<String> svg = new ArrayList<>();
        svg.add("<svg width=\"%d\" height=\"%d\"><g transform=\"translate(%d 6)\">".formatted(width, height, left));
        for (double tick : span.ticks(w, TICK_GAP)) {
            svg.add(Svg.text(span.x(tick, w), h + 14, "middle", Span.clock(tick)));
        }
        for (int i = 0; i < lines.size(); i++) {
            svg.add(Svg.text(-6, (i + 0.5) * pitch + 4, "end", lines.get(i).name()));
            List<Point> points = lines.get(i).series().points();
            for (int j = 0; j < points.size(); ) {
                int next = j + 1;
                while (next < points.size()
                        && points.get(next).value() == points.get(j).value()) {
                    next++;
                }
                double x = span.x(points.get(j).seconds(), w);
                double end = next < points.size() ? span.x(points.get(next).seconds(), w) : w;
                svg.add("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" fill-opacity=\"0.75\"/>"
                        .formatted(
                                Svg.at(x),
                                Svg.at((i + 0.15) * pitch),
                                Svg.at(end - x),
                                Svg.at(0.7 * pitch),
                                Colours.reached(steps, points.get(j).value())));
                j = next;
            }
        }
        svg.add("</g></svg>");
        return String.join("\n", svg);
    }
}
