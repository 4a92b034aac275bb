package io.github.passage.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.ConnectFailure;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0,text/plain;q=0.5";

    private final AtomicLong now = new AtomicLong();
    private final Metrics metrics = new Metrics(() -> "1.2.3", now::get);

    @AfterEach
    void close() {
        metrics.close();
    }

    private void inSession(int session, SessionFact fact) {
        metrics.on(new TelemetryEvent.InSession(new SessionRef("front", session), fact));
    }

    private String scraped() {
        return Stage.scraped(metrics, "");
    }

    @Test
    void oneOfEverythingIsCountedOnce() {
        Happenings.all("front", "balancer", Stage.TARGET).forEach(metrics::on);

        assertThat(scraped().lines())
                .contains(
                        "passage_sessions_total{end=\"quit\",hop=\"front\"} 1.0",
                        "passage_sessions_total{end=\"fault\",hop=\"front\"} 0.0",
                        "passage_session_duration_seconds_bucket{hop=\"front\",le=\"0.1\"} 1",
                        "passage_session_duration_seconds_sum{hop=\"front\"} 0.04",
                        "passage_commands_total{hop=\"front\",verb=\"PORT\"} 1.0",
                        "passage_commands_total{hop=\"front\",verb=\"other\"} 1.0",
                        "passage_commands_refused_total{hop=\"front\",verb=\"PORT\"} 1.0",
                        "passage_replies_total{class=\"2xx\",hop=\"front\"} 1.0",
                        "passage_passive_replies_total{address=\"rewritten\",hop=\"front\",kind=\"227\",policy=\"control\"} 1.0",
                        "passage_passive_replies_total{address=\"none\",hop=\"front\",kind=\"229\",policy=\"none\"} 1.0",
                        "passage_passive_refusals_total{cause=\"ports-exhausted\",hop=\"front\"} 1.0",
                        "passage_data_ports_exhausted_total{hop=\"front\"} 1.0",
                        "passage_target_connect_failures_total{cause=\"timed-out\",connection=\"data\",hop=\"front\",target=\"127.64.31.9:21\"} 1.0",
                        "passage_target_connect_seconds_count{connection=\"control\",hop=\"front\",target=\"127.64.31.9:21\"} 1",
                        "passage_transfer_throughput_bytes_per_second_sum{direction=\"download\",hop=\"front\"} 1.00000075E8",
                        "passage_transfer_first_byte_seconds_count{hop=\"front\"} 2",
                        "passage_reservation_wait_seconds_count{hop=\"front\"} 1",
                        "passage_relayed_connections_open{hop=\"balancer\"} 0.0",
                        "passage_relayed_connections_total{end=\"completed\",hop=\"balancer\"} 1.0",
                        "passage_relayed_connections_total{end=\"idle\",hop=\"balancer\"} 0.0",
                        "passage_relayed_connections_total{end=\"idle-forgotten\",hop=\"balancer\"} 1.0",
                        "passage_proxy_headers_total{hop=\"balancer\",result=\"missing\"} 1.0",
                        "passage_accept_pauses_total 1.0",
                        "passage_accept_paused 0.0",
                        "passage_clients{hop=\"front\",state=\"mixed\"} 1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "227, ok",
        "227, client-reset",
        "227, refused",
        "227, target-timed-out",
        "229, timed-out",
        "none, foreign-source",
        "none, no-reservation"
    })
    void everyDataConnectionHasOneOutcome(String reply, String outcome) {
        Happenings.all("front", "balancer", Stage.TARGET).forEach(metrics::on);

        assertThat(scraped().lines().filter(line -> line.startsWith("passage_data_connections_total")))
                .contains("passage_data_connections_total{hop=\"front\",outcome=\"" + outcome + "\",reply=\"" + reply
                        + "\"} 1.0")
                .filteredOn(line -> line.endsWith(" 1.0"))
                .hasSize(7);
    }

    @Test
    void anUnreachableDataTargetIsCountedByItsCauseOnly() {
        inSession(1, Happenings.transfer(DataEnd.TARGET_UNREACHABLE));

        assertThat(scraped().lines().filter(line -> line.startsWith("passage_data_connections_total")))
                .allMatch(line -> line.endsWith(" 0.0"));
    }

    @Test
    void examplesCarryTheSessionInTheFormatThatHasThem() {
        inSession(17, Happenings.transfer(DataEnd.COMPLETED));

        assertThat(scraped()).doesNotContain("session_id");
        assertThat(Stage.scraped(metrics, OPEN_METRICS).lines())
                .anyMatch(
                        line -> line.matches(
                                "passage_transfer_duration_seconds_bucket\\{direction=\"download\",hop=\"front\",le=\"0\\.05\"} 1 # \\{session_id=\"front#17\"} 0\\.04 [\\d.]+"))
                .endsWith("# EOF");
    }

    @Test
    void aFormatIsChosenByWhatIsAccepted() {
        assertThat(metrics.contentType("")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.contentType("*/*")).startsWith("text/plain");
        assertThat(metrics.contentType(OPEN_METRICS)).startsWith("application/openmetrics-text; version=1.0.0");
    }

    @Test
    void targetsAreToldApartUpToABound() {
        for (int port = 1; port <= 100; port++) {
            HostPort target = new HostPort("10.0.0.1", port);
            inSession(port, new SessionFact.TargetFailed(target, ConnectFailure.REFUSED, "refused"));
        }
        String refused =
                "passage_target_connect_failures_total{cause=\"refused\",connection=\"control\",hop=\"front\",target=";
        assertThat(scraped().lines().filter(line -> line.startsWith(refused)))
                .hasSize(33)
                .contains(refused + "\"other\"} 68.0");
    }

    @Test
    void targetsThatAreNoMoreMakeRoomForOthers() {
        try (Stage stage = new Stage(metrics)) {
            assertThat(stage.ftp.targets()).hasSize(1);
            for (int port = 1; port <= 100; port++) {
                failed(new HostPort("10.0.0.1", port));
            }
            scraped();
            failed(new HostPort("10.0.0.2", 21));

            assertThat(
                            scraped()
                                    .lines()
                                    .filter(
                                            line -> line.startsWith(
                                                    "passage_target_connect_failures_total{cause=\"refused\",connection=\"control\",hop=\"front\"")))
                    .extracting(line -> line.substring(line.indexOf("target=")))
                    .containsExactlyInAnyOrder(
                            "target=\"" + Stage.TARGET + "\"} 0.0",
                            "target=\"10.0.0.2:21\"} 1.0",
                            "target=\"other\"} 68.0");
        }
    }

    private void failed(HostPort target) {
        inSession(target.port(), new SessionFact.TargetFailed(target, ConnectFailure.REFUSED, "refused"));
    }

    @Test
    void aDrainIsTimedWhileSomethingIsLeft() {
        metrics.on(new TelemetryEvent.AtHop("front", new HopFact.DrainBegun(3)));
        now.addAndGet(TimeUnit.SECONDS.toNanos(90));
        assertThat(scraped()).contains("passage_hop_drain_seconds{hop=\"front\"} 90.0");

        metrics.on(new TelemetryEvent.AtHop("front", new HopFact.DrainEnded(0, Duration.ofSeconds(90))));
        assertThat(scraped()).contains("passage_hop_drain_seconds{hop=\"front\"} 0.0");
    }

    @Test
    void aWatchedHopIsReadWhenItIsAskedFor() {
        try (Stage stage = new Stage(metrics)) {
            assertThat(scraped().lines())
                    .contains(
                            "passage_sessions_open{hop=\"front\"} 0.0",
                            "passage_data_ports{hop=\"front\"} 3.0",
                            "passage_data_ports_reserved{hop=\"front\"} 0.0",
                            "passage_data_bytes_total{direction=\"upload\",hop=\"front\"} 0.0",
                            "passage_data_moved_bytes_total{hop=\"front\",means=\"splice\"} 0.0",
                            "passage_hop_draining{hop=\"front\"} 0.0",
                            "passage_target_healthy{group=\"default\",hop=\"front\",target=\"127.64.31.9:21\"} 1.0",
                            "passage_target_healthy{group=\"nlb:21\",hop=\"balancer\",target=\"127.64.31.9:21\"} 0.0",
                            "passage_relayed_bytes_total{direction=\"download\",hop=\"balancer\"} 0.0");
            stage.ftp.drain().join();
            assertThat(scraped()).contains("passage_hop_draining{hop=\"front\"} 1.0");
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(scraped()).containsPattern("passage_event_loop_lag_seconds_count [1-9]"));
        }
    }

    @Test
    void aScrapeAmongThousandsOfSessionsIsFast() {
        for (int session = 1; session <= 9000; session++) {
            inSession(session, Happenings.opened(new InetSocketAddress("192.0.2.5", 1 + session)));
        }
        scraped();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long begun = threads.getCurrentThreadCpuTime();
            assertThat(scraped()).contains("passage_sessions_open{hop=\"front\"} 9000.0");
            best = Math.min(best, threads.getCurrentThreadCpuTime() - begun);
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(best)).isLessThan(50);
    }
}
