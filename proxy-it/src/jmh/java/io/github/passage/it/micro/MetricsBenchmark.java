package io.github.passage.it.micro;

import io.github.passage.ftp.Verb;
import io.github.passage.metrics.Metrics;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What metrics add to an event, and what a scrape costs among 9,000 open sessions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MetricsBenchmark {
    private static final SessionRef SESSION = new SessionRef("front", 1);
    private static final InetSocketAddress HOP = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.10"), 21);

    private final Metrics metrics = Metrics.open(() -> "bench");
    private final TelemetryEvent command =
            new TelemetryEvent.InSession(SESSION, new SessionFact.CommandReceived(Verb.RETR, Optional.empty()));
    private final TelemetryEvent transfer = new TelemetryEvent.InSession(
            SESSION,
            new SessionFact.DataClosed(
                    new InetSocketAddress("192.0.2.7", 40_000),
                    ReplyKind.PASV,
                    0,
                    1 << 20,
                    0,
                    Optional.of(Duration.ofMillis(1)),
                    DataEnd.COMPLETED,
                    Duration.ofMillis(9)));

    /** Opens the sessions. */
    @Setup
    public void open() {
        for (int i = 1; i <= 9_000; i++) {
            InetAddress client = InetAddress.ofLiteral("10.0." + i / 250 + "." + i % 250);
            metrics.on(new TelemetryEvent.InSession(
                    new SessionRef("front", i), new SessionFact.Opened(new InetSocketAddress(client, 40_000), HOP)));
        }
    }

    /** The cheapest and most frequent kind. */
    @Benchmark
    public void command() {
        metrics.on(command);
    }

    /** The dearest kind: an outcome, three histograms and the client's state. */
    @Benchmark
    public void transfer() {
        metrics.on(transfer);
    }

    /** What serves Prometheus. */
    @Benchmark
    public void scrape() throws IOException {
        metrics.scrape("application/openmetrics-text", OutputStream.nullOutputStream());
    }
}
