package io.github.passage.lab.matrix.report;

import io.github.passage.lab.matrix.Cell;
import io.github.passage.lab.matrix.Matrix;
import io.github.passage.lab.matrix.Setting;
import java.util.List;
import java.util.stream.Collectors;

/** A table for each topology: clients down, settings across. */
final class MatrixMarkdown {
    private final Matrix matrix;
    private final boolean onlyFailing;
    private final StringBuilder text = new StringBuilder();

    MatrixMarkdown(Matrix matrix, boolean onlyFailing) {
        this.matrix = matrix;
        this.onlyFailing = onlyFailing;
    }

    String text() {
        List<Integer> columns = MatrixTable.ordered(matrix, onlyFailing);
        matrix.settings().stream().map(Setting::topology).distinct().forEach(topology -> {
            List<Setting> settings = matrix.settings().stream()
                    .filter(setting -> setting.topology().equals(topology))
                    .toList();
            text.append("### ")
                    .append(topology.name())
                    .append("\n\n")
                    .append(topology.summary())
                    .append("\n\n");
            line("clients", settings.stream().map(MatrixMarkdown::head).toList());
            line("---", settings.stream().map(setting -> "---").toList());
            for (int column : columns) {
                List<Cell> cells = settings.stream()
                        .map(setting -> matrix.row(setting).get(column))
                        .toList();
                line(
                        escaped(String.join(", ", matrix.clients().get(column).names())),
                        cells.stream().map(MatrixMarkdown::shown).toList());
            }
            text.append('\n');
        });
        return text.toString();
    }

    private static String head(Setting setting) {
        return setting.passiveIpText() + (setting.rewrite() ? " rewritten" : "");
    }

    private static String shown(Cell cell) {
        return (cell.agrees() ? "" : "**not as foretold** ")
                + switch (cell.mark()) {
                    case WORKS -> "works";
                    case SOME -> "some routes";
                    case CHANCE -> "by chance";
                    case REFUSED -> "refused";
                    case SILENT -> "times out";
                    case GAVE_UP -> "gives up";
                    case CUT -> "breaks";
                    case NO_SESSION -> "no session";
                    case ACTIVE -> "active only";
                };
    }

    private void line(String first, List<String> others) {
        text.append("| ").append(first).append(others.stream().collect(Collectors.joining(" | ", " | ", " |\n")));
    }

    private static String escaped(String names) {
        return names.replace("|", "\\|");
    }
}
