package io.github.passage.lab.matrix.report;

import io.github.passage.lab.matrix.Cell;
import io.github.passage.lab.matrix.Cell.Mark;
import io.github.passage.lab.matrix.Matrix;
import io.github.passage.lab.matrix.Setting;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** One sign for each cell, a line for each setting; columns in which most works come first. */
final class MatrixTable {
    private static final int LABEL = 28;
    private static final int TOTAL = 8;

    private final Matrix matrix;
    private final Format.Look look;
    private final List<Integer> columns;
    private final List<String> lines = new ArrayList<>();

    MatrixTable(Matrix matrix, Format.Look look) {
        this.matrix = matrix;
        this.look = look;
        this.columns = ordered(matrix, look.onlyFailing());
    }

    /** Columns in which most works first; without those in which all works, if only failures are asked for. */
    static List<Integer> ordered(Matrix matrix, boolean onlyFailing) {
        return IntStream.range(0, matrix.clients().size())
                .boxed()
                .filter(column -> !onlyFailing
                        || works(matrix, column) < matrix.settings().size())
                .sorted(Comparator.comparingLong((Integer column) -> -works(matrix, column)))
                .toList();
    }

    private static long works(Matrix matrix, int column) {
        return matrix.settings().stream()
                .filter(setting -> matrix.row(setting).get(column).mark() == Mark.WORKS)
                .count();
    }

    String text() {
        int room = Math.max(1, look.width() - LABEL - TOTAL);
        for (int from = 0; from < columns.size(); from += room) {
            band(columns.subList(from, Math.min(columns.size(), from + room)), from);
        }
        legend();
        return String.join("\n", lines) + "\n";
    }

    private void band(List<Integer> shown, int from) {
        heads(shown.size(), from);
        Topology current = null;
        for (Setting setting : matrix.settings()) {
            List<Cell> row = matrix.row(setting);
            List<Cell> cells = shown.stream().map(row::get).toList();
            if (look.onlyFailing() && cells.stream().noneMatch(Cell::isRemarkable)) {
                continue;
            }
            if (!setting.topology().equals(current)) {
                current = setting.topology();
                lines.add(bold(current.name()));
            }
            lines.add(row(setting, cells));
        }
        lines.add("");
    }

    /** Column numbers, tens above units. */
    private void heads(int count, int from) {
        StringBuilder tens = new StringBuilder(" ".repeat(LABEL));
        StringBuilder units = new StringBuilder(" ".repeat(LABEL));
        for (int i = from + 1; i <= from + count; i++) {
            tens.append(i % 10 == 0 || i == from + 1 ? (i < 10 ? " " : String.valueOf(i / 10 % 10)) : " ");
            units.append(i % 10);
        }
        lines.add(tens.toString());
        lines.add(units.toString());
    }

    private String row(Setting setting, List<Cell> cells) {
        String label = setting.passiveIpText() + (setting.rewrite() ? ", rewritten" : "");
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-" + (LABEL - 2) + "s", label));
        cells.forEach(cell -> line.append(sign(cell)));
        long works = cells.stream().filter(cell -> cell.mark() == Mark.WORKS).count();
        return line.append(String.format(Locale.ROOT, " %3d/%d", works, cells.size()))
                .toString();
    }

    private String sign(Cell cell) {
        Mark mark = cell.mark();
        if (look.onlyFailing() && !cell.isRemarkable()) {
            return ".";
        }
        if (!look.colours()) {
            return cell.agrees() ? mark.sign() : "#";
        }
        String colour = switch (mark) {
            case WORKS -> "32";
            case SOME, CHANCE -> "33";
            case ACTIVE -> "90";
            default -> "31";
        };
        return "\u001b[" + colour + (cell.agrees() ? "" : ";7") + "m" + mark.sign() + "\u001b[0m";
    }

    private void legend() {
        lines.add(bold("Signs"));
        Arrays.stream(Mark.values()).forEach(mark -> lines.add("  " + mark.sign() + "  " + mark.words()));
        lines.add("  #  did not come out as foretold" + (look.colours() ? " (here: inverted)" : ""));
        lines.add("");
        lines.add(bold("Columns: client programs that behave alike"));
        for (int i = 0; i < columns.size(); i++) {
            Profiles.Group group = matrix.clients().get(columns.get(i));
            wrapped(String.format(Locale.ROOT, "  %2d  ", i + 1), String.join(", ", group.names()));
        }
        lines.add("");
        long disagreements = matrix.disagreements().size();
        if (matrix.repeated() > 0) {
            lines.add(
                    matrix.repeated()
                            + " transfers came out otherwise on the busy machine, and as foretold when they were done again alone.");
        }
        lines.add(matrix.trials() + " transfers in " + matrix.took().toMillis() / 1000.0 + " s; "
                + (disagreements == 0
                        ? "every one came out as foretold."
                        : disagreements + " cells did not come out as foretold."));
    }

    private void wrapped(String head, String text) {
        StringBuilder line = new StringBuilder(head);
        for (String word : text.split("(?<=, )", -1)) {
            if (line.length() > head.length() && line.length() + word.strip().length() > look.width()) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(head.length()));
            }
            line.append(word);
        }
        lines.add(line.toString().stripTrailing());
    }

    private String bold(String text) {
        return look.colours() ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
