package io.github.passage.cli;

import io.github.passage.config.ProxyConfig;
import io.github.passage.hop.DnsNameLookup;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.hop.HopContext;
import io.github.passage.hop.PauseReports;
import io.github.passage.logs.SessionLog;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hops of one {@code passage proxy}, from start to the end of the grace period. */
final class RunningProxy {
    private static final Logger LOGGER = LoggerFactory.getLogger("passage");

    private final Transport transport;
    private final DnsNameLookup names;
    private final Duration grace;
    private final List<FtpHop> hops = new ArrayList<>();

    private RunningProxy(ProxyConfig config, TelemetryListener telemetry) {
        this.transport = Transport.open(config.eventLoops(), new PauseReports(telemetry));
        this.names = DnsNameLookup.open(transport);
        this.grace = config.shutdownGrace();
    }

    /**
     * Binds every hop.
     *
     * @throws io.github.passage.hop.ListenException naming the address that cannot be bound; nothing stays bound then
     */
    static RunningProxy start(ProxyConfig config) {
        TelemetryListener telemetry = new SessionLog();
        RunningProxy proxy = new RunningProxy(config, telemetry);
        HopContext context = new HopContext(proxy.transport, proxy.names, telemetry);
        try {
            for (FtpHopSettings hop : config.hops()) {
                proxy.hops.add(FtpHop.start(hop, context));
            }
            return proxy;
        } catch (RuntimeException e) {
            proxy.close();
            throw e;
        }
    }

    /** One line for each listener: where it is and what it does. */
    List<String> addresses() {
        return hops.stream()
                .flatMap(hop -> hop.addresses().stream()
                        .map(address -> "hop " + hop.name() + " listens on "
                                + address.getAddress().getHostAddress() + ":" + address.getPort()))
                .toList();
    }

    /** Accepts nothing new, waits for transfers up to the grace period, ends the rest with 421, and stops. */
    void stop() {
        int open = hops.stream().mapToInt(FtpHop::openSessions).sum();
        LOGGER.info("stopping: {} open sessions, transfers may finish within {} s", open, grace.toSeconds());
        CompletableFuture<Void> drained =
                CompletableFuture.allOf(hops.stream().map(FtpHop::drain).toArray(CompletableFuture<?>[]::new));
        try {
            drained.get(grace.toMillis(), TimeUnit.MILLISECONDS);
            LOGGER.info("stopped: every session came to its end");
        } catch (TimeoutException e) {
            LOGGER.warn(
                    "the grace period is over: ending {} sessions",
                    hops.stream().mapToInt(FtpHop::openSessions).sum());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOGGER.warn("draining failed: {}", e.getMessage());
        }
        close();
    }

    private void close() {
        hops.forEach(FtpHop::close);
        awaitGoodbyes();
        names.close();
        transport.close();
    }

    /** The 421s need a moment to leave before the event loops stop. */
    private void awaitGoodbyes() {
        CompletableFuture<?>[] ends = hops.stream().map(FtpHop::drain).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOGGER.warn("some sessions did not end in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
