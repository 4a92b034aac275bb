package io.github.passage.it.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.observe.Dashboard.Panel;
import io.github.passage.it.observe.drawing.Picture;
import io.github.passage.it.server.Account;
import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A proxy in front of a real server and a lab, both under load of real clients and of clients that err, as a real Prometheus
 * sees them: everything that dashboard and alerts ask is answered.
 *
 * <p>{@code -Dpassage.dashboard.seconds=600} makes the picture show as much.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DashboardIT {
    private static final Duration WATCHED = Duration.ofSeconds(Long.getLong("passage.dashboard.seconds", 40));
    private static final Duration RATES = Duration.ofSeconds(10);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LARGEST_PICTURE = 400_000;
    private static final String TLS = "passage_tls_";

    private final ItLogs logs = ItLogs.fresh("DashboardIT");
    private final List<AutoCloseable> open = new ArrayList<>();
    private Instant began;
    private Instant watched;
    private Instance proxy;
    private Prometheus prometheus;

    @BeforeAll
    void watchBothUnderLoad() throws IOException {
        Scene scene = opened(Scene.open(logs));
        proxy = opened(Instance.start(
                logs, scene.admin(), "proxy", "--config", scene.configuration().toString()));
        Instance lab = opened(
                Instance.start(logs, scene.admin(), "lab", "--api", "off", "--dns", "off", "--rewrite", "control"));
        Path configuration = HelmFiles.everySecond(
                scene.directory(), HelmFiles.read(HelmFiles.RULES), List.of(proxy.admin(), lab.admin()));
        prometheus = opened(RunningPrometheus.start(
                        logs, configuration, scene.directory().resolve("data")))
                .api();
        // The first scrape loads what scrapes need, and may take more than a second
        await().atMost(LIMIT).until(() -> prometheus.instant("up == 1").size() == 2);
        began = Instant.now();
        Load load = opened(Load.on(scene, logs));
        MatchResult entry = lab.program().awaitOutput("([0-9.]+)\\]? port (\\d+) .*<- connect here");
        load.clients(
                new InetSocketAddress(entry.group(1), Integer.parseInt(entry.group(2))),
                new Account("demo", "demo-passage"),
                "readme.txt",
                "readme.txt",
                "upload.bin");
        await().atMost(WATCHED.plus(LIMIT))
                .until(() -> Duration.between(began, Instant.now()).compareTo(WATCHED) > 0);
        watched = Instant.now();
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        open.add(closeable);
        return closeable;
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void everyExpressionOfTheDashboardReturnsData() {
        List<String> empty = new ArrayList<>();
        for (Panel panel : Dashboard.read().panels()) {
            panel.targets().stream()
                    .map(target -> target.forAll(RATES))
                    .filter(expression -> !hasNumbers(expression))
                    .forEach(expression -> empty.add(panel.title() + ": " + expression));
        }
        assertThat(empty).isEmpty();
    }

    @Test
    void whatEveryAlertComparesReturnsData() {
        List<Rule> rules = prometheus.rules();
        assertThat(rules).hasSizeGreaterThan(10);
        assertThat(rules.stream()
                        .flatMap(rule -> LeftOperands.of(rule.expression()).stream())
                        .filter(operand -> !operand.contains(TLS)))
                .allMatch(this::hasNumbers);
    }

    private boolean hasNumbers(String expression) {
        return prometheus.range(expression, began, Instant.now(), Duration.ofSeconds(1)).stream()
                .anyMatch(Series::hasNumbers);
    }

    @Test
    void whatIsServedIsCleanByPromtoolsJudgement() throws IOException, InterruptedException {
        String scraped = proxy.get("/metrics").body();
        Path log = logs.file("promtool-check-metrics");

        int exit = ChildProcess.run(
                List.of(Tools.require(Tool.PROMTOOL).toString(), "check", "metrics"), scraped, log, LIMIT);

        assertThat(log).content().isEmpty();
        assertThat(exit).isZero();
    }

    @Test
    void bothAreScrapedAllTheTime() {
        assertThat(prometheus.instant(
                        "avg_over_time(up[%ds] @ %d)".formatted(WATCHED.toSeconds(), watched.getEpochSecond())))
                .hasSize(2)
                .allSatisfy(up -> assertThat(up.last()).isGreaterThan(0.75));
    }

    @Test
    void theDashboardIsDrawn() throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "dashboard"));

        // Not the time in which rates rise from nothing
        Instant from = began.plus(WATCHED.dividedBy(4).compareTo(WARM_UP) < 0 ? WATCHED.dividedBy(4) : WARM_UP);
        Path picture = Picture.draw(prometheus, Dashboard.read(), from, Instant.now(), directory, logs);

        assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G').hasSizeLessThan(LARGEST_PICTURE);
        assertThat(Stream.of("Whose fault: servers", "Data connections by outcome", "target-refused"))
                .allSatisfy(text -> assertThat(directory.resolve("dashboard.html"))
                        .content()
                        .contains(text));
    }
}
