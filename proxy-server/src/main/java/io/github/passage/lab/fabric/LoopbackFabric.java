package io.github.passage.lab.fabric;

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
import io.github.passage.hop.RelayHop;
import io.github.passage.hop.RelayHopSettings;
import io.github.passage.lab.topology.TopologyHop;
import io.github.passage.lab.transfer.TransferServerSettings;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.target.TargetSettings;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the hops of a topology on addresses of 127.0.0.0/8, which Linux gives to every machine as a whole: simulated addresses
 * are real ones, and nothing is translated anywhere.
 */
public final class LoopbackFabric {
    /** The data ports of AWS Transfer Family, of which load balancers in front need a listener each. */
    public static final PortRange DATA_PORTS = TransferServerSettings.DATA_PORTS;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** A load balancer's idle timer is reset by TCP keepalives, which end at a user-space hop: it cannot count as they do. */
    private static final Duration RELAY_IDLE = Duration.ZERO;

    private final HopContext context;
    private final int controlPort;
    private final Admission.Refusal unreachable;

    /**
     * A fabric without hops.
     *
     * @param context what the hops share
     * @param controlPort the control port of every hop
     * @param unreachable what becomes of connections from sources that a hop does not admit
     */
    public LoopbackFabric(HopContext context, int controlPort, Admission.Refusal unreachable) {
        this.context = context;
        this.controlPort = controlPort;
        this.unreachable = unreachable;
    }

    /**
     * Starts a hop that follows FTP.
     *
     * @param hop where and for whom
     * @param next the address of the next hop, or of the server
     * @param policy what it makes of passive replies
     * @throws io.github.passage.hop.ListenException if an address or port is taken
     */
    public FtpHop startFtp(TopologyHop hop, Inet4Address next, PassiveAddressPolicy policy) {
        FtpSettings ftp = new FtpSettings(
                policy,
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(DATA_PORTS, DATA_PORTS, new DataPeer.Same()),
                LineLimits.DEFAULT,
                SessionTimeouts.DEFAULT);
        return FtpHop.start(
                new FtpHopSettings(
                        hop.role().key(),
                        List.of(new InetSocketAddress(hop.address(), controlPort)),
                        target(hop, next),
                        ftp,
                        admission(hop)),
                context);
    }

    /**
     * Starts a hop that moves bytes only.
     *
     * @param hop where and for whom
     * @param next the address of the next hop, or of the server
     * @param dataPortsToo whether it listens on all data ports from the start, as a load balancer does
     * @throws io.github.passage.hop.ListenException if an address or port is taken
     */
    public RelayHop startRelay(TopologyHop hop, Inet4Address next, boolean dataPortsToo) {
        List<Integer> ports = new ArrayList<>(List.of(controlPort));
        if (dataPortsToo) {
            DATA_PORTS.ports().forEach(ports::add);
        }
        return RelayHop.start(
                new RelayHopSettings(
                        hop.role().key(), hop.address(), ports, target(hop, next), RELAY_IDLE, admission(hop)),
                context);
    }

    private TargetSettings target(TopologyHop hop, Inet4Address next) {
        return new TargetSettings(new HostPort(next.getHostAddress(), controlPort), CONNECT_TIMEOUT, hop.address());
    }

    private Admission admission(TopologyHop hop) {
        return new Admission(hop.admits(), unreachable);
    }
}
