package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ApplicationImageIT {
    private static final String VERSION = "passage \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?";
    private static final String PROGRAM = Objects.requireNonNull(System.getProperty("passage.program"));

    @Test
    void runsWhereNoJavaIsOnThePath() throws IOException, InterruptedException {
        assertThat(printedBy(PROGRAM, Map.of())).matches(VERSION);
    }

    @Test
    void runsByASymbolicLink(@TempDir Path elsewhere) throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(
                elsewhere.resolve("link"), Path.of(PROGRAM).toRealPath());

        assertThat(printedBy(link.toString(), Map.of())).matches(VERSION);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void takesFurtherOptionsFromTheEnvironment() throws IOException, InterruptedException {
        String output = printedBy(PROGRAM, Map.of("PASSAGE_JAVA_OPTIONS", "-Xmx64m -XX:+PrintFlagsFinal"));

        assertThat(output.lines()).anyMatch(line -> line.matches(".* MaxHeapSize += 67108864 .*"));
    }

    private static String printedBy(String program, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder version = new ProcessBuilder(program, "--version").redirectErrorStream(true);
        version.environment().clear();
        version.environment().putAll(environment);
        Process passage = version.start();

        String output = new String(passage.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(passage.waitFor()).as(output).isZero();
        return output.strip();
    }
}
