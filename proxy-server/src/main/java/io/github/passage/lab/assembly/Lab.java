package io.github.passage.lab.assembly;

import io.github.passage.hop.HopContext;
import io.github.passage.hop.PauseReports;
import io.github.passage.hop.TapSource;
import io.github.passage.lab.client.ClientHost;
import io.github.passage.lab.dns.DnsServer;
import io.github.passage.lab.fabric.Fabric;
import io.github.passage.lab.live.LiveLab;
import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.trace.Chronicle;
import io.github.passage.lab.trace.ControlTaps;
import io.github.passage.lab.transfer.SampleHome;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running lab: the FTP servers, the hops in front of them, and the fabric below. */
public final class Lab implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Lab.class);

    private final Topology topology;
    private final Fabric fabric;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Lab(Topology topology, Fabric fabric) {
        this.topology = topology;
        this.fabric = fabric;
    }

    /**
     * Starts everything; returns when a client can connect.
     *
     * @param settings how it is set up
     * @param fabric of the same topology; the caller closes it after the lab
     * @param telemetry told of everything that happens at the hops
     * @throws io.github.passage.hop.ListenException if an address or port is taken; nothing stays behind
     * @throws IllegalStateException if a server's own port or the DNS server's is taken; nothing stays behind
     * @throws IOException if the sample files cannot be written
     */
    public static Lab start(LabSettings settings, Fabric fabric, TelemetryListener telemetry) throws IOException {
        Lab lab = new Lab(settings.topology(), fabric);
        SampleHome home = lab.keep(SampleHome.create());
        try {
            Transport transport =
                    lab.keep(Transport.open(Runtime.getRuntime().availableProcessors(), new PauseReports(telemetry)));
            return lab.begun(settings, telemetry, transport, home.path());
        } catch (RuntimeException | Error e) {
            lab.close();
            throw e;
        }
    }

    /**
     * Starts everything with event loops and files that are there already; returns when a client can connect.
     *
     * @param settings how it is set up
     * @param fabric of the same topology; the caller closes it after the lab
     * @param telemetry told of everything that happens at the hops
     * @param transport stays the caller's
     * @param home what the servers show; stays the caller's
     * @throws io.github.passage.hop.ListenException if an address or port is taken; nothing stays behind
     * @throws IllegalStateException if a server's own port is taken; nothing stays behind
     */
    public static Lab start(
            LabSettings settings, Fabric fabric, TelemetryListener telemetry, Transport transport, Path home) {
        return new Lab(settings.topology(), fabric).begun(settings, telemetry, transport, home);
    }

    private Lab begun(LabSettings settings, TelemetryListener telemetry, Transport transport, Path home) {
        try {
            startParts(settings, telemetry, transport, home);
            return this;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void startParts(LabSettings settings, TelemetryListener telemetry, Transport transport, Path home) {
        // No policy of a lab names a host.
        HopContext context = new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), telemetry);
        HopWiring wiring = new HopWiring(fabric, context, settings, at -> {
            boolean entry = topology.clients().stream()
                    .anyMatch(client -> topology.entries(client).contains(at));
            return entry ? new ControlTaps(at.name(), fabric.controlPort(), context.telemetry()) : TapSource.NONE;
        });
        LabParts all = keep(new LabParts(wiring, home));
        all.start();
        if (settings.dnsPort().isPresent()) {
            dns = keep(DnsServer.start(
                    transport, fabric.nameServers(settings.dnsPort().getAsInt()), all.names()));
        }
        running = all;
    }

    private @org.jspecify.annotations.Nullable LabParts running;
    private @org.jspecify.annotations.Nullable DnsServer dns;

    /** The lab, to be looked at and changed. */
    public LiveLab live(Chronicle chronicle) {
        RunningLab live = new RunningLab(java.util.Objects.requireNonNull(running, "started"), chronicle);
        chronicle.world(() -> Worlds.of(topology, live.view()));
        return live;
    }

    /** The host of a client, for scripts. */
    public ClientHost host(String client) {
        Client found = topology.clients().stream()
                .filter(each -> each.name().equals(client))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("client: \"" + client + "\" (expected: one of "
                        + String.join(
                                ", ",
                                topology.clients().stream().map(Client::name).toList()) + ")"));
        return new ClientHost(
                fabric.placeOfClient(client), fabric.plan().real(found.network(), found.address()), nameServer());
    }

    /** The same for all clients: where a fabric has several, each network has its own of that address. */
    private Optional<InetSocketAddress> nameServer() {
        return Optional.ofNullable(dns).map(server -> server.addresses().getFirst());
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /** Stops everything, newest part first, and deletes the sample files. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOGGER.warn("stopping {} failed: {}", part.getClass().getSimpleName(), e.getMessage());
            }
        }
    }
}
