package io.github.passage.metrics;

import io.github.passage.address.AccessList;
import io.github.passage.address.HostPort;
import io.github.passage.address.PortRange;
import io.github.passage.control.AuthMode;
import io.github.passage.control.EpsvMode;
import io.github.passage.control.FtpSettings;
import io.github.passage.control.SessionLimits;
import io.github.passage.control.SessionTimeouts;
import io.github.passage.data.DataPeer;
import io.github.passage.data.DataPortSettings;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.hop.Admission;
import io.github.passage.hop.Forward;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.hop.HopContext;
import io.github.passage.hop.Outward;
import io.github.passage.hop.RelayHop;
import io.github.passage.hop.RelayHopSettings;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.relay.RelayIdle;
import io.github.passage.target.Stickiness;
import io.github.passage.target.Target;
import io.github.passage.target.TargetGroup;
import io.github.passage.target.TargetGroupSettings;
import io.github.passage.target.TargetSettings;
import io.github.passage.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Metrics that watch a hop of each mode; no client ever comes. */
final class Stage implements AutoCloseable {
    static final HostPort TARGET = new HostPort("127.64.31.9", 21);
    static final String FTP = "front";
    static final String RELAY = "balancer";

    private static final SessionLimits LIMITS = new SessionLimits(
            AccessList.EVERYBODY, OptionalInt.of(1000), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());
    private static final PortRange PORTS = new PortRange(28192, 28194);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    final Metrics metrics;
    final Transport transport = Transport.open(1);
    final FtpHop ftp;
    final RelayHop relay;

    Stage(Metrics metrics) {
        this.metrics = metrics;
        HopContext context = new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), metrics);
        ftp = FtpHop.start(
                new FtpHopSettings(
                        FTP,
                        List.of(new InetSocketAddress("127.64.31.1", 0)),
                        new TargetSettings(TARGET, TIMEOUT, null),
                        new FtpSettings(
                                new PassiveAddressPolicy.Control(),
                                EpsvMode.PASS,
                                AuthMode.REFUSE,
                                new DataPortSettings(PORTS, PORTS, new DataPeer.Same()),
                                LineLimits.DEFAULT,
                                SessionTimeouts.DEFAULT,
                                LIMITS),
                        Admission.EVERYBODY),
                context);
        TargetGroup group = new TargetGroup(
                new TargetGroupSettings("nlb:21", "", true, Stickiness.NONE, false, false),
                List.of(new Target(TARGET)));
        InetAddress host = InetAddress.ofLiteral("127.64.31.2");
        relay = RelayHop.start(
                new RelayHopSettings(
                        RELAY,
                        host,
                        List.of(new Forward(0, group, Outward.from(null, TIMEOUT))),
                        RelayIdle.NEVER,
                        Admission.EVERYBODY),
                context);
        metrics.watch(transport);
        metrics.watch(() -> List.of(ftp, relay));
    }

    /** What a scrape gives, for an Accept header. */
    static String scraped(Metrics metrics, String accept) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try {
            metrics.scrape(accept, to);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return to.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        ftp.close();
        relay.close();
        metrics.close();
        transport.close();
    }
}
