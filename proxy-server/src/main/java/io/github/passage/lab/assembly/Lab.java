package io.github.passage.lab.assembly;

import io.github.passage.admin.AdminHops;
import io.github.passage.control.LineWatch;
import io.github.passage.hop.Hop;
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
import io.github.passage.passive.NameLookup;
import io.github.passage.relay.Splicing;
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

    /** The same without anybody who reads along. */
    public static Lab start(LabSettings settings, Fabric fabric, TelemetryListener telemetry) throws IOException {
        return start(settings, fabric, telemetry, LineWatch.NONE);
    }

    /**
     * Starts everything; returns when a client can connect.
     *
     * @param settings how it is set up
     * @param fabric of the same topology; the caller closes it after the lab
     * @param telemetry told of everything that happens at the hops
     * @param lines reads along on control connections
     * @throws io.github.passage.hop.ListenException if an address or port is taken; nothing stays behind
     * @throws IllegalStateException if a server's own port or the DNS server's is taken; nothing stays behind
     * @throws IOException if the sample files cannot be written
     */
    public static Lab start(LabSettings settings, Fabric fabric, TelemetryListener telemetry, LineWatch lines)
            throws IOException {
        Lab lab = new Lab(settings.topology(), fabric);
        SampleHome home = lab.keep(SampleHome.create());
        try {
            Transport transport =
                    lab.keep(Transport.open(Runtime.getRuntime().availableProcessors(), new PauseReports(telemetry)));
            lab.own = transport;
            return lab.begun(settings, context(transport, telemetry, lines), home.path());
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
        return new Lab(settings.topology(), fabric)
                .begun(settings, context(transport, telemetry, LineWatch.NONE), home);
    }

    private static HopContext context(Transport transport, TelemetryListener telemetry, LineWatch lines) {
        // No policy of a lab names a host.
        NameLookup names = name -> CompletableFuture.completedFuture(List.of());
        return new HopContext(transport, names, telemetry, Splicing.ofLargeTransfers(), lines);
    }

    private Lab begun(LabSettings settings, HopContext context, Path home) {
        try {
            startParts(settings, context, home);
            return this;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void startParts(LabSettings settings, HopContext context, Path home) {
        HopWiring wiring = new HopWiring(fabric, context, settings, at -> {
            boolean entry = topology.clients().stream()
                    .anyMatch(client -> topology.entries(client).contains(at));
            return entry
                    ? new ControlTaps(at.name(), fabric.controlPort(), context.telemetry(), context.lines())
                    : TapSource.NONE;
        });
        LabParts all = keep(new LabParts(wiring, home));
        all.start();
        if (settings.dnsPort().isPresent()) {
            dns = keep(DnsServer.start(
                    context.transport(), fabric.nameServers(settings.dnsPort().getAsInt()), all.names()));
        }
        running = all;
    }

    private @org.jspecify.annotations.Nullable Transport own;
    private @org.jspecify.annotations.Nullable LabParts running;
    private @org.jspecify.annotations.Nullable DnsServer dns;

    /** The lab, to be looked at and changed. */
    public LiveLab live(Chronicle chronicle) {
        RunningLab live = new RunningLab(java.util.Objects.requireNonNull(running, "started"), chronicle);
        chronicle.world(() -> Worlds.of(topology, live.view()));
        return live;
    }

    /** The hops, for the admin server. */
    public AdminHops adminHops() {
        return new LabHops(java.util.Objects.requireNonNull(running, "started"));
    }

    /** The hops that stand now: some may be replaced by others later on. */
    public List<Hop> standingHops() {
        return java.util.Objects.requireNonNull(running, "started").hops().values().stream()
                .flatMap(slot -> slot.standing().stream())
                .toList();
    }

    /** Its event loops, empty if they are somebody else's. */
    public Optional<Transport> transport() {
        return Optional.ofNullable(own);
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
