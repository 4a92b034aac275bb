package io.github.passage.cli;

import io.github.passage.admin.AdminParts;
import io.github.passage.admin.AdminServer;
import io.github.passage.admin.AdminSettings;
import io.github.passage.control.LineWatch;
import io.github.passage.lab.assembly.Lab;
import io.github.passage.lab.assembly.LabSettings;
import io.github.passage.logs.LogbackLevels;
import io.github.passage.metrics.Metrics;
import io.github.passage.sessions.SessionBook;
import io.github.passage.telemetry.GuardedListener;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transcripts.Transcripts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a {@code passage lab} can be watched with: its admin server, and transcripts. */
final class LabAdmin implements AutoCloseable {
    private final AdminSettings settings;
    private final SessionBook sessions = new SessionBook(closed -> {});
    private final Metrics metrics = Metrics.open(Version::number);
    private final Optional<Transcripts> transcripts;
    private Optional<AdminServer> server = Optional.empty();

    /** Not served yet. */
    LabAdmin(AdminSettings settings, Optional<Transcripts> transcripts) {
        this.settings = settings;
        this.transcripts = transcripts;
    }

    /** Reads {@code --admin} and {@code --admin-token-file}. */
    static AdminSettings settings(String listen, Optional<Path> tokenFile) {
        return Flag.parse("--admin", listen, text -> {
            AdminSettings settings = new AdminSettings(AdminSettings.Listen.parse(text), tokenFile);
            if (settings.isOpenToOthers()) {
                throw new IllegalArgumentException("\"" + text
                        + "\" (expected: a loopback address; any other needs a token, see --admin-token-file)");
            }
            return settings;
        });
    }

    /** To be told of what happens at the lab's hops. */
    TelemetryListener telemetry() {
        // Each guarded, so that one's fault hides no event from the others.
        TelemetryListener counted = new GuardedListener(sessions).and(new GuardedListener(metrics));
        return transcripts.map(GuardedListener::new).map(counted::and).orElse(counted);
    }

    /** To be told of what is said on control connections. */
    LineWatch lines() {
        return transcripts.map(LineWatch.class::cast).orElse(LineWatch.NONE);
    }

    /**
     * Begins to serve.
     *
     * @return where, empty if it is off
     */
    Optional<String> start(Lab lab, LabSettings running) {
        metrics.watch(lab::standingHops);
        lab.transport().ifPresent(metrics::watch);
        try {
            server = AdminServer.start(
                    settings,
                    new AdminParts(
                            lab.adminHops(),
                            sessions,
                            Optional.of(new MetricsScrape(metrics)),
                            session -> transcripts.flatMap(recorded -> recorded.find(session)),
                            new LogbackLevels(),
                            () -> config(running)));
            return server.map(AdminServer::url);
        } catch (IllegalArgumentException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> config(LabSettings running) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("topology", running.topology().name());
        config.put("time-scale", running.scale().factor());
        config.put("passive-ip", running.passiveIp().map(Object::toString).orElse("as the topology says"));
        config.put("rewrite", running.rewrite().kind().label());
        config.put("rewrite-at", running.rewriteAt());
        config.put("dns", running.dnsPort().isPresent() ? running.dnsPort().getAsInt() : "off");
        config.put("unreachable", running.unreachable().toString().toLowerCase(Locale.ROOT));
        return config;
    }

    @Override
    public void close() {
        server.ifPresent(AdminServer::close);
        metrics.close();
        transcripts.ifPresent(Transcripts::close);
    }
}
