package io.github.passage.lab;

import io.github.passage.hop.HopContext;
import io.github.passage.hop.RelayHop;
import io.github.passage.lab.fabric.LoopbackFabric;
import io.github.passage.lab.topology.TopologyHop;
import io.github.passage.lab.transfer.DataPortListener;
import io.github.passage.lab.transfer.SampleHome;
import io.github.passage.lab.transfer.TransferServer;
import io.github.passage.lab.transfer.TransferServerSettings;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running lab: the FTP server and the hops in front of it. */
public final class Lab implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Lab.class);

    private final LabSettings settings;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Lab(LabSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts everything; returns when a client can connect.
     *
     * @param settings how it is set up
     * @param telemetry told of everything that happens at the hops
     * @throws io.github.passage.hop.ListenException if an address or port is taken; nothing stays behind
     * @throws IllegalStateException if the server's own port is taken; nothing stays behind
     * @throws IOException if the sample files cannot be written
     */
    public static Lab start(LabSettings settings, TelemetryListener telemetry) throws IOException {
        Lab lab = new Lab(settings);
        try {
            lab.startParts(telemetry);
            return lab;
        } catch (IOException | RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    private void startParts(TelemetryListener telemetry) throws IOException {
        SampleHome home = keep(SampleHome.create());
        Transport transport = keep(Transport.open(Runtime.getRuntime().availableProcessors()));
        // No policy of a lab names a host.
        HopContext context = new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), telemetry);
        LoopbackFabric fabric = new LoopbackFabric(context, settings.controlPort(), settings.unreachable());
        DataPortListener endpointPorts = startHops(fabric);
        TransferServerSettings server = TransferServerSettings.of(
                        new InetSocketAddress(settings.topology().server(), settings.controlPort()),
                        settings.topology().endpoint().address(),
                        home.path())
                .withPassiveIp(settings.passiveIp());
        keep(new TransferServer(server, endpointPorts)).start();
    }

    /** Starts the hops from the server's end; returns what the server tells of its data ports. */
    private DataPortListener startHops(LoopbackFabric fabric) {
        DataPortListener endpointPorts = DataPortListener.NONE;
        Inet4Address next = settings.topology().server();
        for (TopologyHop hop : settings.topology().path().reversed()) {
            boolean endpoint = hop.equals(settings.topology().endpoint());
            if (settings.followsFtp(hop.role())) {
                keep(fabric.startFtp(hop, next, settings.policyOf(hop.role())));
            } else {
                RelayHop relay = keep(fabric.startRelay(hop, next, !endpoint));
                if (endpoint) {
                    endpointPorts = openAndClose(relay);
                }
            }
            next = hop.address();
        }
        return endpointPorts;
    }

    /** The server's endpoint has a port open only while the server does, as if both were one. */
    private static DataPortListener openAndClose(RelayHop endpoint) {
        return new DataPortListener() {
            @Override
            public void opened(int port) {
                endpoint.open(port);
            }

            @Override
            public void closed(int port) {
                endpoint.close(port);
            }
        };
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
