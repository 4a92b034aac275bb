package io.github.passage.it.observe.drawing;

import io.github.passage.it.observe.Dashboard;
import io.github.passage.it.observe.Dashboard.Panel;
import io.github.passage.it.observe.Prometheus;
import io.github.passage.it.observe.Series;
import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Draws the dashboard as Grafana would show it, where Grafana is not to be had. */
public final class Picture {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration RATES = Duration.ofSeconds(15);
    private static final int POINTS = 180;

    private Picture() {}

    /**
     * Draws all panels.
     *
     * @param directory for {@code dashboard.html} and {@code dashboard.png}
     * @return the latter
     */
    public static Path draw(
            Prometheus prometheus, Dashboard dashboard, Instant from, Instant to, Path directory, ItLogs logs) {
        Duration step =
                Duration.ofMillis(Math.max(1000, Duration.between(from, to).toMillis() / POINTS));
        Page page = new Page(new Span(from.toEpochMilli() / 1000.0, to.toEpochMilli() / 1000.0));
        for (Panel panel : dashboard.panels()) {
            List<List<Series>> answers = panel.targets().stream()
                    .map(target -> prometheus.range(target.forAll(RATES), from, to, step))
                    .toList();
            page.add(panel, Line.of(panel, answers));
        }
        try {
            Path html = Files.writeString(
                    directory.resolve("dashboard.html"),
                    page.text(dashboard.json().path("title").asText()));
            return screenshot(html, page.height(), directory, logs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path screenshot(Path html, int height, Path directory, ItLogs logs) throws IOException {
        Path png = directory.resolve("dashboard.png").toAbsolutePath();
        Path profile = Files.createTempDirectory(directory.toAbsolutePath(), "profile");
        List<String> command = List.of(
                Tools.require(Tool.CHROMIUM).toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--disable-lcd-text",
                "--user-data-dir=" + profile,
                "--window-size=" + Page.WIDTH + "," + height,
                "--screenshot=" + png,
                html.toUri().toString());
        Path log = logs.file("chromium");
        int exit = ChildProcess.run(command, "", log, LIMIT);
        if (exit != 0 || !Files.exists(png)) {
            throw new AssertionError("chromium: exit code %d (expected: 0 and a picture); it printed:%n%s"
                    .formatted(exit, Files.readString(log)));
        }
        FewColours.reduce(png);
        return png;
    }
}
