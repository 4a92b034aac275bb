package io.github.passage.it.leak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Searches all that Passage's processes wrote during the integration tests, and the reports of the tests, for the tests' passwords. The
 * build runs it when the tests are over, since only then the reports are whole.
 */
final class PasswordSearch {
    private PasswordSearch() {}

    /**
     * Prints each place, and ends with exit code 1 if there is one.
     *
     * @param directories to search; those that do not exist are left out
     */
    public static void main(String[] directories) throws IOException {
        List<String> found = new ArrayList<>();
        for (String directory : directories) {
            found.addAll(in(Path.of(directory), TestPasswords.all()));
        }
        if (!found.isEmpty()) {
            System.err.println("passwords in outputs (expected: none):");
            found.forEach(System.err::println);
            System.exit(1);
        }
    }

    /** Each place as {@code file:line}, without the line itself, which would show the password once more. */
    static List<String> in(Path directory, List<String> passwords) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !isOfAnotherProgram(directory, file))
                    .sorted()
                    .toList();
        }
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            // One character per byte, so that no file is unreadable
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            for (int i = 0; i < lines.size(); i++) {
                if (passwords.stream().anyMatch(lines.get(i)::contains)) {
                    found.add(file + ":" + (i + 1));
                }
            }
        }
        return found;
    }

    /**
     * What clients and servers print is their own affair: curl -v, lftp and ftp -d repeat the PASS that they send, and servers may log
     * it. Their outputs, and what was typed into them ({@code .in}), are files of their own, of a test's directory, that
     * {@code PassageProcess} did not name.
     */
    private static boolean isOfAnotherProgram(Path directory, Path file) {
        String name = file.getFileName().toString();
        boolean isPrograms = name.endsWith(".log") || name.endsWith(".log.out") || name.endsWith(".log.in");
        return directory.endsWith("it-logs") && isPrograms && !name.startsWith("passage");
    }
}
