package io.github.passage.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that each mode is rendered to. {@code -Dpassage.chart.golden=write} writes it anew. */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/chart");

    @TempDir
    private Path directory;

    static Stream<Combination> modes() {
        return Stream.of(Combinations.GATEWAY_DEFAULT, Combinations.SIDECAR_DEFAULT, Combinations.LAB_DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aModeIsRenderedToWhatWasReviewed(Combination mode) throws IOException {
        String rendered = "# With these values, and notes and test as objects:\n"
                + mode.values().replaceAll("(?m)^", "#   ")
                + "\n"
                + Chart.copy(directory).render(mode.values()).text();
        Path golden = GOLDEN.resolve(mode.name() + ".yaml");

        if (System.getProperty("passage.chart.golden", "").equals("write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, rendered);
        }
        assertThat(golden).content().isEqualTo(rendered);
    }
}
