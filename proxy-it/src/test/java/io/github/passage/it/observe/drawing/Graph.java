package io.github.passage.it.observe.drawing;

import static io.github.passage.it.observe.drawing.Svg.at;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.passage.it.observe.Dashboard.Panel;
import io.github.passage.it.observe.Series.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A time series panel: lines, filled to the ground or to the line below. */
final class Graph {
    private static final int FOOT = 18;
    private static final int LETTER = 7;
    private static final int TICK_GAP = 90;

    private final JsonNode defaults;
    private final String unit;
    private final boolean stacked;
    private final List<Line> lines;
    private final Span span;

    Graph(Panel panel, List<Line> lines, Span span) {
        this.defaults = panel.json().at("/fieldConfig/defaults");
        this.unit = defaults.path("unit").asText();
        this.stacked = defaults.at("/custom/stacking/mode").asText().equals("normal");
        this.lines = lines;
        this.span = span;
    }

    /** One curve: its points, and the ground that it stands on. */
    private record Curve(Line line, List<Point> points, List<Double> ground) {}

    /** The graph as an SVG element of this size. */
    String svg(int width, int height) {
        List<Curve> curves = curves();
        Axis axis = axis(curves);
        List<String> labels = axis.ticks().stream()
                .map(tick -> Units.text(unit, tick, defaults.path("decimals").asInt(-1)))
                .toList();
        int left = labels.stream().mapToInt(String::length).max().orElse(0) * LETTER + 10;
        double w = width - left - 6;
        double h = height - FOOT - 6;
        List<String> svg = new ArrayList<>();
        svg.add("<svg width=\"%d\" height=\"%d\"><g transform=\"translate(%d 6)\">".formatted(width, height, left));
        for (int i = 0; i < labels.size(); i++) {
            double y = axis.y(axis.ticks().get(i), h);
            svg.add(Svg.line(0, y, w, y, "class=\"grid\""));
            svg.add(Svg.text(-6, y + 4, "end", labels.get(i)));
        }
        for (double tick : span.ticks(w, TICK_GAP)) {
            double x = span.x(tick, w);
            svg.add(Svg.line(x, 0, x, h, "class=\"grid\""));
            svg.add(Svg.text(x, h + 14, "middle", Span.clock(tick)));
        }
        curves.forEach(curve -> svg.add(drawn(curve, axis, w, h)));
        threshold(axis, w, h, svg);
        svg.add("</g></svg>");
        return String.join("\n", svg);
    }

    private Axis axis(List<Curve> curves) {
        double greatest = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Point::value)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double limit = defaults.path("max").asDouble(Double.NaN);
        return limit > 0
                ? new Axis(limit, limit / 4)
                : Axis.upTo(greatest, unit.startsWith("bin") || unit.equals("bytes") ? 2 : 10);
    }

    private List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        Map<Double, Double> below = lines.stream()
                .flatMap(line -> line.series().points().stream())
                .collect(Collectors.toMap(Point::seconds, _ -> 0.0, (a, _) -> a));
        for (Line line : lines) {
            boolean onTop = stacked && !line.dashed();
            List<Point> points = new ArrayList<>();
            List<Double> ground = new ArrayList<>();
            for (Point point : line.series().points()) {
                double base = onTop ? below.get(point.seconds()) : 0;
                points.add(new Point(point.seconds(), base + point.value()));
                ground.add(base);
                if (onTop && Double.isFinite(point.value())) {
                    below.put(point.seconds(), base + point.value());
                }
            }
            curves.add(new Curve(line, points, ground));
        }
        return curves;
    }

    private String drawn(Curve curve, Axis axis, double w, double h) {
        StringBuilder edge = new StringBuilder();
        StringBuilder area = new StringBuilder();
        List<String> back = new ArrayList<>();
        for (int i = 0; i < curve.points().size(); i++) {
            Point point = curve.points().get(i);
            if (!Double.isFinite(point.value())) {
                close(area, back);
                continue;
            }
            String x = at(span.x(point.seconds(), w));
            String here = (back.isEmpty() ? "M" : "L") + x + " " + at(axis.y(point.value(), h));
            edge.append(here);
            area.append(here);
            back.add("L" + x + " " + at(axis.y(curve.ground().get(i), h)));
        }
        close(area, back);
        String colour = curve.line().colour();
        String line = "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\"%s/>"
                .formatted(edge, colour, curve.line().dashed() ? " stroke-dasharray=\"7 5\"" : "");
        double opacity = defaults.at("/custom/fillOpacity").asDouble() / 100;
        return curve.line().dashed()
                ? line
                : "<path d=\"%s\" fill=\"%s\" fill-opacity=\"%s\"/>".formatted(area, colour, opacity) + line;
    }

    private static void close(StringBuilder area, List<String> back) {
        if (!back.isEmpty()) {
            area.append(String.join("", back.reversed())).append('Z');
            back.clear();
        }
    }

    private void threshold(Axis axis, double w, double h, List<String> svg) {
        if (!defaults.at("/custom/thresholdsStyle/mode").asText().equals("line")) {
            return;
        }
        for (JsonNode step : defaults.at("/thresholds/steps")) {
            double value = step.path("value").asDouble(0);
            if (value > 0 && value <= axis.top()) {
                double y = axis.y(value, h);
                svg.add(Svg.line(
                        0,
                        y,
                        w,
                        y,
                        "stroke=\"%s\""
                                .formatted(Colours.named(step.path("color").asText()))));
            }
        }
    }
}
