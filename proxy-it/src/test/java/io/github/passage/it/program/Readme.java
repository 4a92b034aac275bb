package io.github.passage.it.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the README tells people to type. */
record Readme(String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    /** The README of this checkout. */
    static Readme read() {
        try {
            return new Readme(Files.readString(Path.of("..", "README.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every line of the blocks that are marked as shell, but comments; lines that end in a backslash are joined. */
    List<String> commands() {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals("sh"))
                .flatMap(block -> block.group(2).replace("\\\n", "").lines())
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** The block that begins with this line. */
    String blockFrom(String firstLine) {
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(2).startsWith(firstLine + "\n")) {
                return blocks.group(2);
            }
        }
        throw new AssertionError("README.md: no block begins with %s (expected: one)".formatted(firstLine));
    }
}
