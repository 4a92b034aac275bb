package io.github.passage.lab.matrix.report;

import io.github.passage.lab.matrix.Matrix;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a matrix is printed. */
public enum Format {
    /** For a terminal. */
    TABLE,
    /** For a wiki. */
    MARKDOWN,
    /** For programs; the keys are those of {@link MatrixJson}. */
    JSON,
    /** For CI: a test case for each transfer, failed where it did not come out as foretold. */
    JUNIT,
    /** One file with everything. */
    HTML;

    /**
     * The format of that name.
     *
     * @throws IllegalArgumentException naming those that exist
     */
    public static Format named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" (expected: one of "
                        + Arrays.stream(values()).map(Format::label).collect(Collectors.joining(", ")) + ")"));
    }

    /** The name in flags. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The whole text.
     *
     * @param look of the table; other formats have their own
     */
    public String text(Matrix matrix, Look look) {
        return switch (this) {
            case TABLE -> new MatrixTable(matrix, look).text();
            case MARKDOWN -> new MatrixMarkdown(matrix, look.onlyFailing()).text();
            case JSON -> new MatrixJson(matrix, look.onlyFailing()).text();
            case JUNIT -> new MatrixJunit(matrix, look.onlyFailing()).text();
            case HTML -> new MatrixPage(matrix, look.onlyFailing()).text();
        };
    }

    /**
     * How a table looks.
     *
     * @param width columns of the terminal, from 40
     * @param colours whether it shows colours
     * @param onlyFailing whether what works is left out
     */
    public record Look(int width, boolean colours, boolean onlyFailing) {}
}
