package io.github.passage.cli;

import io.github.passage.address.HostPort;
import io.github.passage.admin.AdminParts;
import io.github.passage.admin.AdminServer;
import io.github.passage.config.ProxyConfig;
import io.github.passage.control.LineWatch;
import io.github.passage.hop.DnsNameLookup;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.HopContext;
import io.github.passage.hop.PauseReports;
import io.github.passage.logs.LogbackLevels;
import io.github.passage.logs.SessionLog;
import io.github.passage.metrics.Metrics;
import io.github.passage.relay.Splicing;
import io.github.passage.reload.ConfigSource;
import io.github.passage.reload.LiveHops;
import io.github.passage.reload.Reloader;
import io.github.passage.sessions.SessionBook;
import io.github.passage.telemetry.GuardedListener;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transcripts.Transcripts;
import io.github.passage.transport.Transport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hops of one {@code passage proxy}, from start to the end of the grace period. */
final class RunningProxy {
    private static final Logger LOGGER = LoggerFactory.getLogger("passage");

    private final Transport transport;
    private final DnsNameLookup names;
    private final Optional<Transcripts> transcripts;
    private final Optional<Metrics> metrics;
    private final TelemetryListener telemetry;
    private final LiveHops hops;
    private final CompletableFuture<Void> hurried = new CompletableFuture<>();
    private final ProxyConfig first;
    private Optional<Reloader> reloader = Optional.empty();
    private Optional<AdminServer> admin = Optional.empty();
    private volatile boolean ending;

    private RunningProxy(
            ProxyConfig config,
            TelemetryListener telemetry,
            Optional<Metrics> metrics,
            Optional<Transcripts> transcripts) {
        this.first = config;
        this.telemetry = telemetry;
        this.transcripts = transcripts;
        this.transport = Transport.open(config.eventLoops(), new PauseReports(telemetry));
        this.names = DnsNameLookup.open(transport);
        this.metrics = metrics;
        LineWatch lines = transcripts.map(LineWatch.class::cast).orElse(LineWatch.NONE);
        this.hops = new LiveHops(new HopContext(transport, names, telemetry, Splicing.ofLargeTransfers(), lines));
    }

    /** The same of a file, which is read again when it has changed. */
    static RunningProxy start(ConfigSource.Loaded file) {
        RunningProxy proxy = start(file.config(), Optional.of(file));
        proxy.reloader.ifPresent(Reloader::begin);
        return proxy;
    }

    /**
     * Binds every hop, and the admin server.
     *
     * @throws io.github.passage.hop.ListenException naming the address that cannot be bound; nothing stays bound then
     * @throws IllegalArgumentException the same of the admin server, or if transcripts cannot be written, in one line
     */
    static RunningProxy start(ProxyConfig config) {
        return start(config, Optional.empty());
    }

    private static RunningProxy start(ProxyConfig config, Optional<ConfigSource.Loaded> file) {
        SessionLog log = new SessionLog();
        SessionBook sessions = new SessionBook(log::closed);
        Optional<Metrics> metrics = config.metrics() ? Optional.of(Metrics.open(Version::number)) : Optional.empty();
        Optional<Transcripts> transcripts = config.transcripts().map(Transcripts::open);
        // Each guarded, so that one's fault hides no event from the others.
        TelemetryListener told = new GuardedListener(log).and(new GuardedListener(sessions));
        TelemetryListener counted =
                metrics.map(GuardedListener::new).map(told::and).orElse(told);
        TelemetryListener telemetry =
                transcripts.map(GuardedListener::new).map(counted::and).orElse(counted);
        RunningProxy proxy = new RunningProxy(config, telemetry, metrics, transcripts);
        proxy.reloader = file.map(proxy::reloader);
        try {
            proxy.hops.start(config.hops());
            metrics.ifPresent(proxy::measure);
            proxy.admin = AdminServer.start(config.admin(), proxy.parts(sessions));
            // Last, so that a start that fails tells nothing of targets.
            proxy.hops.standing().forEach(FtpHop::watchTarget);
            return proxy;
        } catch (RuntimeException e) {
            proxy.close();
            throw e;
        }
    }

    private void measure(Metrics measured) {
        measured.watch(transport);
        measured.watch(hops::all);
    }

    private Reloader reloader(ConfigSource.Loaded file) {
        return new Reloader(
                file, hops, fact -> telemetry.on(new TelemetryEvent.InProcess(fact)), InstantSource.system());
    }

    private AdminParts parts(SessionBook sessions) {
        return new AdminParts(
                new ProxyHops(hops),
                sessions,
                metrics.map(MetricsScrape::new),
                session -> transcripts.flatMap(recorded -> recorded.find(session)),
                new LogbackLevels(),
                () -> running().effective(),
                new ProxyNotes(reloader, () -> ending));
    }

    private ProxyConfig running() {
        return reloader.map(Reloader::running).orElse(first);
    }

    /** Has the file read again, if there is one. */
    void reload() {
        reloader.ifPresentOrElse(
                Reloader::ask,
                () -> LOGGER.warn(
                        "SIGHUP: nothing to read again, the configuration came by flags (expected: --config)"));
    }

    /** One line for each listener: where it is and what it does. */
    List<String> addresses() {
        Stream<String> listeners = hops.standing().stream()
                .flatMap(hop -> hop.addresses().stream()
                        .map(address -> "hop " + hop.name() + " listens on " + HostPort.of(address)));
        return Stream.concat(listeners, admin.stream().map(server -> "admin at " + server.url()))
                .toList();
    }

    /**
     * Says that it is not ready, takes sessions for the drain delay, then nothing new; waits for transfers up to the grace period,
     * ends the rest with 421, and stops.
     */
    void stop() {
        ending = true;
        reloader.ifPresent(Reloader::close);
        new Ending(hops.all(), running().lifetime().drainDelay(), running().shutdownGrace(), hurried).await();
        close();
    }

    /** Waits for nothing any more, if it is stopping. */
    void hurry() {
        hurried.complete(null);
    }

    private void close() {
        hops.all().forEach(FtpHop::close);
        awaitGoodbyes();
        admin.ifPresent(AdminServer::close);
        metrics.ifPresent(Metrics::close);
        names.close();
        transport.close();
        transcripts.ifPresent(Transcripts::close);
    }

    /** The 421s need a moment to leave before the event loops stop. */
    private void awaitGoodbyes() {
        Ending.within(
                Duration.ofSeconds(1),
                CompletableFuture.allOf(hops.all().stream().map(FtpHop::drain).toArray(CompletableFuture<?>[]::new)));
    }
}
