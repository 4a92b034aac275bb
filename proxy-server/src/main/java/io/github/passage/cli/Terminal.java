package io.github.passage.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be told of the terminal, if there is one. */
final class Terminal {
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)");

    private Terminal() {}

    /** Its width in columns; empty without a terminal. */
    static Optional<Integer> columns() {
        try {
            Process size = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String told = new String(size.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
            Matcher matcher = SIZE.matcher(told.strip());
            boolean done = size.waitFor(1, TimeUnit.SECONDS) && size.exitValue() == 0 && matcher.matches();
            return done
                    ? Optional.of(Integer.parseInt(matcher.group(1))).filter(columns -> columns > 0)
                    : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Whether what is written to standard error is seen at once. */
    static boolean showsErrors() {
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException elsewhere) {
            return Optional.ofNullable(System.console())
                    .filter(Console::isTerminal)
                    .isPresent();
        }
    }
}
