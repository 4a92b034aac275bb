package io.github.passage.lab.matrix;

import io.github.passage.lab.profile.Profiles;
import java.time.Duration;
import java.util.List;

/**
 * The whole table.
 *
 * @param settings the rows
 * @param clients the columns
 * @param cells every row's cells in the order of the columns, row by row
 * @param took how long it took
 */
public record Matrix(List<Setting> settings, List<Profiles.Group> clients, List<Cell> cells, Duration took) {
    /** Copies the lists. */
    public Matrix {
        settings = List.copyOf(settings);
        clients = List.copyOf(clients);
        cells = List.copyOf(cells);
        if (cells.size() != settings.size() * clients.size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells (expected: " + settings.size() + " x " + clients.size() + ")");
        }
    }

    /** The cells of a row. */
    public List<Cell> row(Setting setting) {
        int first = settings.indexOf(setting) * clients.size();
        return cells.subList(first, first + clients.size());
    }

    /** Cells that did not come out as foretold. */
    public List<Cell> disagreements() {
        return cells.stream().filter(cell -> !cell.agrees()).toList();
    }

    /** How many transfers came out otherwise at first, and as foretold with nothing beside them. */
    public long repeated() {
        return cells.stream()
                .flatMap(cell -> cell.trials().stream())
                .filter(trial -> trial.repeats() > 0 && trial.agrees())
                .count();
    }

    /** How many transfers were tried. */
    public long trials() {
        return cells.stream().mapToLong(cell -> cell.trials().size()).sum();
    }
}
