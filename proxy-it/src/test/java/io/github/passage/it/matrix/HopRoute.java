package io.github.passage.it.matrix;

import io.github.passage.address.HostPort;
import io.github.passage.address.PortRange;
import io.github.passage.control.AuthMode;
import io.github.passage.control.EpsvMode;
import io.github.passage.control.FtpSettings;
import io.github.passage.control.SessionTimeouts;
import io.github.passage.data.DataPeer;
import io.github.passage.data.DataPortSettings;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.hop.Admission;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.hop.HopContext;
import io.github.passage.it.server.FtpServerRig;
import io.github.passage.it.server.Route;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.target.TargetSettings;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A way through one hop in FTP mode with the policy {@code control}: a hop for each server, at an address of its own. */
final class HopRoute implements Route {
    private static final PortRange DATA_PORTS = new PortRange(8192, 8200);

    private final Transport transport = Transport.open(2);
    private final List<FtpHop> hops = new ArrayList<>();

    @Override
    public InetSocketAddress open(FtpServerRig server) {
        InetAddress listen = InetAddress.ofLiteral("127.77.0." + (10 + hops.size()));
        FtpSettings ftp = new FtpSettings(
                new PassiveAddressPolicy.Control(),
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(DATA_PORTS, DATA_PORTS, new DataPeer.Same()),
                LineLimits.DEFAULT,
                SessionTimeouts.DEFAULT);
        InetSocketAddress target = server.address();
        FtpHop hop = FtpHop.start(
                new FtpHopSettings(
                        "hop" + hops.size(),
                        List.of(new InetSocketAddress(listen, 0)),
                        new TargetSettings(
                                new HostPort(target.getAddress().getHostAddress(), target.getPort()),
                                Duration.ofSeconds(10),
                                null),
                        ftp,
                        Admission.EVERYBODY),
                new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), silent()));
        hops.add(hop);
        return hop.addresses().getFirst();
    }

    private static TelemetryListener silent() {
        return event -> {};
    }

    @Override
    public boolean keepsUrgentData() {
        return false;
    }

    @Override
    public void close() {
        hops.forEach(FtpHop::close);
        transport.close();
    }
}
