package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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

    /** On machines of 128 GiB a quarter of the memory would be a heap of 32 GiB, whose references the AOT cache does not fit. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void takesNoHeapThatItsAotCacheDoesNotFit() throws IOException, InterruptedException {
        String output = printedBy(PROGRAM, Map.of("PASSAGE_JAVA_OPTIONS", "-XX:+PrintFlagsFinal"));

        long heap = output.lines()
                .filter(line -> line.contains(" MaxHeapSize "))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*= *(\\d+) .*", "$1")))
                .findFirst()
                .orElseThrow();
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        // Sizes of heaps are rounded up.
        assertThat(heap).isBetween(1L << 20, Math.min(16L << 30, memory / 4 + (4 << 20)));
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
