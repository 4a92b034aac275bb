package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README's configurations, which nobody starts here, are good ones. */
class ReadmeConfigurationTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"passage.hops.internal {, proxy-destination", "passage.hops.public {, rules", "passage {, control"})
    void isGood(String begin, String kind) throws IOException {
        String block = Readme.read().blockFrom(begin);
        Path file = Files.writeString(directory.resolve("passage.conf"), block);

        assertThat(ConfigLoader.load(file).hops())
                .singleElement()
                .satisfies(read ->
                        assertThat(read.ftp().passiveAddress().kind().label()).isEqualTo(kind));
    }
}
