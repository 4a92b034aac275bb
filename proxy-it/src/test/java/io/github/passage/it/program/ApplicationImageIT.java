package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ApplicationImageIT {
    private static final String PROGRAM = Objects.requireNonNull(System.getProperty("passage.program"));

    @Test
    void runsWhereNoJavaIsOnThePath() throws IOException, InterruptedException {
        ProcessBuilder version = new ProcessBuilder(PROGRAM, "--version").redirectErrorStream(true);
        version.environment().clear();
        Process passage = version.start();

        String output = new String(passage.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(passage.waitFor()).as(output).isZero();
        assertThat(output.strip()).matches("passage \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }
}
