package io.github.passage.it.chart;

import io.github.passage.config.ConfigLoader;
import io.github.passage.config.ProxyConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A rendered passage.conf, read by the program with what Kubernetes puts into a pod: its environment, its host name. */
final class PodConfiguration {
    private PodConfiguration() {}

    /**
     * Reads it.
     *
     * @param directory for the file
     * @throws io.github.passage.config.ConfigException naming every mistake
     */
    static ProxyConfig read(Rendering rendering, Path directory) {
        String rendered = rendering.configuration().orElseThrow();
        try {
            return ConfigLoader.load(Files.writeString(
                    directory.resolve("passage.conf"),
                    rendered.replace("${PASSAGE_HOST_IP}", "192.0.2.50").replace("ordinal = auto", "ordinal = 0")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
