package io.github.passage.lab.matrix.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.passage.lab.matrix.Matrix;
import io.github.passage.lab.matrix.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One page without anything from elsewhere: the topologies drawn, the table as a heat map, and each cell's story. */
final class MatrixPage {
    private static final String TEMPLATE = "/io/github/passage/lab/matrix/report/page.html";

    private final Matrix matrix;
    private final boolean onlyFailing;

    MatrixPage(Matrix matrix, boolean onlyFailing) {
        this.matrix = matrix;
        this.onlyFailing = onlyFailing;
    }

    String text() {
        Map<String, Object> document = new MatrixJson(matrix, onlyFailing).document();
        List<Integer> columns = MatrixTable.ordered(matrix, onlyFailing);
        document.put("order", columns);
        Map<String, Map<String, String>> drawings = new LinkedHashMap<>();
        matrix.settings().stream()
                .map(Setting::topology)
                .distinct()
                .forEach(topology -> drawings.put(
                        topology.name(),
                        Map.of("summary", topology.summary(), "svg", new TopologyDrawing(topology).svg())));
        document.put("topologies", drawings);
        return template().replace("/*DATA*/", json(document));
    }

    /** As a script's literal: no end tag inside. */
    private static String json(Object document) {
        try {
            return new ObjectMapper().writeValueAsString(document).replace("</", "<\\/");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String template() {
        try (InputStream in = MatrixPage.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException(TEMPLATE + ": missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
