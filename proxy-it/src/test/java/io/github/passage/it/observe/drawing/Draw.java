package io.github.passage.it.observe.drawing;

import io.github.passage.it.observe.Dashboard;
import io.github.passage.it.observe.Prometheus;
import io.github.passage.it.tool.ItLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Draws the dashboard from what a running Prometheus has seen of late. */
final class Draw {
    private Draw() {}

    /**
     * The program.
     *
     * @param arguments the URL of the Prometheus, how many seconds back, and a directory for the page and its picture
     */
    public static void main(String[] arguments) throws IOException {
        Instant now = Instant.now();
        Path directory = Files.createDirectories(Path.of(arguments[2]));
        try (Prometheus prometheus = Prometheus.at(arguments[0])) {
            Instant from = now.minus(Duration.ofSeconds(Long.parseLong(arguments[1])));
            System.out.println(Picture.draw(prometheus, Dashboard.read(), from, now, directory, ItLogs.fresh("draw")));
        }
    }
}
