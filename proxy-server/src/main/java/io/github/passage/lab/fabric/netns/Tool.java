package io.github.passage.lab.fabric.netns;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program of the system that the lab runs.
 *
 * @param path where it is
 */
record Tool(Path path) {
    /** How {@code ip -batch} and {@code nft -f} tell the line that they gave up at. */
    private static final Pattern FAILED_LINE = Pattern.compile("(?:Command failed -|/dev/stdin):(\\d+)");

    /**
     * A program by name, wherever administrators' programs are.
     *
     * @param packageName what a user installs to have it
     * @throws IllegalStateException if it is not there
     */
    static Tool find(String name, String packageName) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":", -1)), Stream.of("/usr/sbin", "/sbin"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Tool::new)
                .orElseThrow(() -> new IllegalStateException("--fabric netns: no program \"" + name
                        + "\" here (expected: package " + packageName + ", or --fabric loopback)"));
    }

    /**
     * Runs it on lines that it reads from its input, and waits.
     *
     * @throws IllegalStateException naming the line that failed and why
     */
    void feed(List<String> lines, String... arguments) {
        if (lines.isEmpty()) {
            return;
        }
        List<String> command = command(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream input = process.getOutputStream()) {
                input.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(complaint(command, lines, output));
            }
        } catch (IOException e) {
            throw new IllegalStateException(String.join(" ", command) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(String.join(" ", command) + ": interrupted", e);
        }
    }

    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(arguments);
        return command;
    }

    private static String complaint(List<String> command, List<String> lines, String output) {
        Matcher failed = FAILED_LINE.matcher(output);
        int number = failed.find() ? Integer.parseInt(failed.group(1)) : 0;
        String line = number >= 1 && number <= lines.size() ? lines.get(number - 1) : lines.getFirst();
        String reason = output.lines()
                .filter(each -> !each.startsWith("Command failed") && !each.isBlank())
                .findFirst()
                .orElse("failed");
        return String.join(" ", command) + ": " + line + ": " + reason;
    }
}
