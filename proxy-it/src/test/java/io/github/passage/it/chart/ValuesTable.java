package io.github.passage.it.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of values in the chart's README, made of {@code values.yaml}: a row for each commented key. */
final class ValuesTable {
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][\\w.-]*):.*");
    private static final int INDENT = 2;
    private static final int LONGEST_DEFAULT = 60;

    private final JsonNode values;
    private final Map<Integer, String> keys = new HashMap<>();
    private final List<String> comment = new ArrayList<>();
    private final StringBuilder table = new StringBuilder("| value | default | meaning |\n|---|---|---|\n");

    private ValuesTable(JsonNode values) {
        this.values = values;
    }

    /**
     * Makes the table.
     *
     * @param yaml the text of {@code values.yaml}
     */
    static String markdown(String yaml) throws JsonProcessingException {
        ValuesTable table = new ValuesTable(Rendering.YAML.readTree(yaml));
        yaml.lines().forEach(table::read);
        return table.table.toString();
    }

    private void read(String line) {
        Matcher key = KEY.matcher(line);
        if (line.strip().startsWith("#")) {
            comment.add(line.strip().substring(1).strip());
        } else if (key.matches()) {
            keys.put(key.group(1).length() / INDENT, key.group(2));
            if (!comment.isEmpty()) {
                addRow(key.group(1).length() / INDENT);
            }
            comment.clear();
        } else {
            comment.clear();
        }
    }

    private void addRow(int depth) {
        StringBuilder path = new StringBuilder();
        JsonNode value = values;
        for (int i = 0; i <= depth; i++) {
            String key = keys.get(i);
            path.append(i == 0 ? "" : ".").append(key);
            value = value.path(key);
        }
        table.append("| `")
                .append(path)
                .append("` | ")
                .append(shown(value))
                .append(" | ")
                .append(String.join(" ", comment).replace("|", "\\|"))
                .append(" |\n");
    }

    private static String shown(JsonNode value) {
        String json = value.isTextual() ? value.asText() : value.toString();
        if (json.isEmpty() || value.isNull()) {
            return "";
        }
        return json.length() > LONGEST_DEFAULT || json.contains("\n") ? "see values.yaml" : "`" + json + "`";
    }
}
