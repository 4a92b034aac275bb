package io.github.passage.it.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Commands that must succeed.
 *
 * @param logs where what they print is kept
 */
public record Commands(ItLogs logs) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /**
     * Runs one to its end.
     *
     * @return the lines that it printed, on standard error too
     * @throws AssertionError if its exit code is not 0 or it takes more than two minutes
     */
    public List<String> run(List<String> command) {
        Path log = logs.file(Path.of(command.getFirst()).getFileName().toString());
        try (ChildProcess child = ChildProcess.start(command, "", log)) {
            int exit = child.waitFor(LIMIT);
            assertThat(exit)
                    .as("%s, which printed:%n%s", String.join(" ", command), child.output())
                    .isZero();
            return child.output().lines().toList();
        }
    }

    /** The same. */
    public List<String> run(String... command) {
        return run(List.of(command));
    }
}
