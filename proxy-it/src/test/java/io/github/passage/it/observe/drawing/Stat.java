package io.github.passage.it.observe.drawing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.passage.it.observe.Dashboard.Panel;
import io.github.passage.it.observe.Series.Point;
import java.util.List;
import java.util.stream.Collectors;

/** A stat panel: the last value, large, on the colour of its threshold, over what it was before. */
record Stat(Panel panel, List<Line> lines, Span span) {
    private JsonNode defaults() {
        return panel.json().at("/fieldConfig/defaults");
    }

    /** The ground of the whole panel; empty where each value is coloured by itself. */
    String background() {
        if (lines.isEmpty()
                || !panel.json().at("/options/colorMode").asText().startsWith("background")
                || lines.size() > 1) {
            return "";
        }
        return colour(lines.getFirst());
    }

    /** What the panel shows, as HTML. */
    String html(int width, int height) {
        if (lines.isEmpty()) {
            return "<div class=\"values\"><b>%s</b></div>"
                    .formatted(defaults().path("noValue").asText("No data"));
        }
        String values = lines.stream().map(this::value).collect(Collectors.joining());
        boolean graph = panel.json().at("/options/graphMode").asText().equals("area") && lines.size() == 1;
        return (graph ? sparkline(lines.getFirst(), width, height) : "") + "<div class=\"values\">" + values + "</div>";
    }

    private String value(Line line) {
        String mode = panel.json().at("/options/textMode").asText();
        boolean single = lines.size() == 1;
        String name = Svg.escaped(line.name());
        if (mode.equals("name")) {
            return "<span><b class=\"name\">%s</b></span>".formatted(name);
        }
        return "<span style=\"color:%s\"><b>%s</b>%s</span>"
                .formatted(
                        single ? "#fff" : line.colour(),
                        Svg.escaped(text(line.series().last())),
                        single ? "" : "<i>" + name + "</i>");
    }

    private String text(double value) {
        for (JsonNode mapping : defaults().path("mappings")) {
            JsonNode named = mapping.path("options").path(String.valueOf((long) value));
            if (named.has("text")) {
                return named.path("text").asText();
            }
        }
        return Double.isNaN(value)
                ? defaults().path("noValue").asText("No data")
                : Units.text(
                        defaults().path("unit").asText(),
                        value,
                        defaults().path("decimals").asInt(-1));
    }

    private String colour(Line line) {
        double last = line.series().last();
        return Double.isNaN(last)
                ? Colours.named("text")
                : Colours.reached(defaults().at("/thresholds/steps"), last);
    }

    private String sparkline(Line line, int width, int height) {
        double greatest = line.series().points().stream()
                .mapToDouble(Point::value)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double top = Math.max(greatest, defaults().path("max").asDouble(0));
        if (top <= 0) {
            return "";
        }
        double h = height * 0.5;
        String edge = line.series().points().stream()
                .filter(point -> Double.isFinite(point.value()))
                .map(point -> Svg.at(span.x(point.seconds(), width)) + " " + Svg.at(height - point.value() / top * h))
                .collect(Collectors.joining(" L", "M", ""));
        return """
                <svg class="spark" width="%1$d" height="%2$d"><path d="%3$s L%1$d %2$d L0 %2$d Z" fill="#fff" fill-opacity="0.16"/>\
                <path d="%3$s" fill="none" stroke="#fff" stroke-opacity="0.55"/></svg>""".formatted(width, height, edge);
    }
}
