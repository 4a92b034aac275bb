package io.github.passage.it.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the results go.
 *
 * @param json for programs
 * @param chart for people
 * @param readme whether README.md gets the table, too
 */
public record Report(Path json, Path chart, boolean readme) {
    private static final Path README = Path.of("README.md");

    /**
     * What is told beside the results.
     *
     * @param machine that they were measured on
     * @param rounds of which they are medians
     * @param failures what could not be measured
     */
    public record Circumstances(Machine machine, int rounds, List<String> failures) {}

    /**
     * Results to files that can be written, which is to be known before a long run.
     *
     * @throws IllegalArgumentException if one cannot
     */
    public static Report to(Path json, Path chart, boolean readme) throws IOException {
        checkFolder("--json", json);
        checkFolder("--chart", chart);
        if (readme) {
            ReadmeSection.replace(Files.readString(README), "");
        }
        return new Report(json, chart, readme);
    }

    private static void checkFolder(String flag, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new IllegalArgumentException(flag + ": " + file + " (expected: a file in a folder that is there)");
        }
    }

    /** Writes the files, and the table to standard output. */
    public void write(Results results, Circumstances circumstances) throws IOException {
        System.out.println(circumstances.machine().text());
        Table.lines(results).forEach(System.out::println);
        circumstances.failures().forEach(failure -> System.out.println("failed: " + failure));
        JsonReport.write(json, results, circumstances.machine(), circumstances.failures());
        Files.writeString(chart, Chart.svg(results, circumstances.machine()));
        if (readme) {
            String section = ReadmeSection.text(results, circumstances.machine(), circumstances.rounds());
            Files.writeString(README, ReadmeSection.replace(Files.readString(README), section));
        }
        System.out.println("written: " + json + ", " + chart + (readme ? ", " + README : ""));
    }
}
