package io.github.passage.it.observe.drawing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.passage.it.observe.Dashboard.Panel;
import io.github.passage.it.observe.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A series of a panel, with what the dashboard says of it.
 *
 * @param colour as HTML writes it
 * @param dashed a limit, neither filled nor stacked
 */
record Line(String name, String colour, boolean dashed, Series series) {
    private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    /**
     * The lines of a panel, in the order of its legend.
     *
     * @param answers the series of each of its targets
     */
    static List<Line> of(Panel panel, List<List<Series>> answers) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            String legend = panel.targets().get(i).legend();
            for (Series series : answers.get(i)) {
                if (isHidden(panel, series)) {
                    continue;
                }
                String name = name(legend, series.labels());
                Optional<JsonNode> colour = property(panel, name, "color");
                lines.add(new Line(
                        name,
                        colour.map(found ->
                                        Colours.named(found.path("fixedColor").asText()))
                                .orElse(Colours.ofSeries(lines.size())),
                        property(panel, name, "custom.lineStyle").isPresent(),
                        series));
            }
        }
        return lines;
    }

    static String name(String legend, Map<String, String> labels) {
        return LABEL.matcher(legend).replaceAll(found -> labels.getOrDefault(found.group(1), ""));
    }

    /** Series that never were above 0 are hidden where the dashboard says so. */
    private static boolean isHidden(Panel panel, Series series) {
        for (JsonNode override : panel.json().at("/fieldConfig/overrides")) {
            if (override.at("/matcher/id").asText().equals("byValue")) {
                double limit = override.at("/matcher/options/value").asDouble();
                return series.points().stream().noneMatch(point -> point.value() > limit);
            }
        }
        return false;
    }

    private static Optional<JsonNode> property(Panel panel, String name, String id) {
        for (JsonNode override : panel.json().at("/fieldConfig/overrides")) {
            if (override.at("/matcher/options").asText().equals(name)) {
                for (JsonNode property : override.path("properties")) {
                    if (property.path("id").asText().equals(id)) {
                        return Optional.of(property.path("value"));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
