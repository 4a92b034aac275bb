package io.github.passage.lab.assembly;

import io.github.passage.address.Cidr;
import io.github.passage.address.HostPort;
import io.github.passage.control.AuthMode;
import io.github.passage.control.EpsvMode;
import io.github.passage.control.FtpSettings;
import io.github.passage.control.SessionTimeouts;
import io.github.passage.data.DataPeer;
import io.github.passage.data.DataPortSettings;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.hop.Admission;
import io.github.passage.hop.Forward;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.hop.HopContext;
import io.github.passage.hop.RelayHop;
import io.github.passage.hop.RelayHopSettings;
import io.github.passage.hop.TapSource;
import io.github.passage.lab.fabric.Fabric;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.transfer.TransferServerSettings;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.relay.AfterIdle;
import io.github.passage.relay.ProcKeepalives;
import io.github.passage.relay.RelayIdle;
import io.github.passage.target.Target;
import io.github.passage.target.TargetChoice;
import io.github.passage.target.TargetSettings;
import io.github.passage.transport.SocketPlace;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts hops at the interfaces of a topology. */
final class HopWiring {
    /** The field's: what a connection that nobody answers costs. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** An admission without sources is everybody's, and no connection comes from this address. */
    private static final List<Cidr> NOBODY = List.of(Cidr.parse("0.0.0.0/32"));

    private final Fabric fabric;
    private final HopContext context;
    private final LabSettings settings;
    private final Function<NetworkInterface, TapSource> taps;

    HopWiring(Fabric fabric, HopContext context, LabSettings settings, Function<NetworkInterface, TapSource> taps) {
        this.fabric = fabric;
        this.context = context;
        this.settings = settings;
        this.taps = taps;
    }

    Fabric fabric() {
        return fabric;
    }

    LabSettings settings() {
        return settings;
    }

    HopContext context() {
        return context;
    }

    Inet4Address real(NetworkInterface at) {
        return fabric.plan().real(at.network(), at.address());
    }

    /** The control port and all data ports. */
    Stream<Integer> ports() {
        return Stream.concat(
                Stream.of(fabric.controlPort()),
                IntStream.rangeClosed(
                                TransferServerSettings.DATA_PORTS.first(), TransferServerSettings.DATA_PORTS.last())
                        .boxed());
    }

    RelayIdle idle(Duration field, AfterIdle after) {
        return new RelayIdle(settings.scale().of(field), field, after, new ProcKeepalives(fabric::tcpTables));
    }

    /** A hop in relay mode at an interface. */
    RelayHop relay(NetworkInterface at, List<Forward> forwards, RelayIdle idle, List<InetAddress> headerFrom) {
        return RelayHop.start(
                new RelayHopSettings(
                        at.name(),
                        real(at),
                        fabric.placeOf(at.network()),
                        forwards,
                        idle,
                        admission(at),
                        taps.apply(at),
                        headerFrom),
                context);
    }

    /** A hop in relay mode that only the lab itself can reach. */
    RelayHop hiddenRelay(NetworkInterface at, String server, Inet4Address address, List<Forward> forwards) {
        return RelayHop.start(
                new RelayHopSettings(
                        at.name(),
                        address,
                        fabric.placeOfServer(server),
                        forwards,
                        RelayIdle.NEVER,
                        Admission.EVERYBODY,
                        TapSource.NONE,
                        List.of()),
                context);
    }

    /**
     * A hop in FTP mode at an interface.
     *
     * @param target the name of where it leads
     * @param choice chooses where a session goes
     * @param from the address to dial from, null for the system's choice
     * @param outside where it dials
     */
    FtpHop ftp(
            NetworkInterface at,
            HostPort target,
            TargetChoice choice,
            @Nullable Inet4Address from,
            SocketPlace outside,
            PassiveAddressPolicy policy) {
        FtpSettings ftp = new FtpSettings(
                policy,
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(
                        TransferServerSettings.DATA_PORTS, TransferServerSettings.DATA_PORTS, new DataPeer.Same()),
                LineLimits.DEFAULT,
                SessionTimeouts.DEFAULT);
        return FtpHop.start(
                new FtpHopSettings(
                        at.name(),
                        List.of(new InetSocketAddress(real(at), fabric.controlPort())),
                        fabric.placeOf(at.network()),
                        new TargetSettings(target, choice, CONNECT_TIMEOUT, from, outside),
                        ftp,
                        admission(at)),
                context);
    }

    /** An address at the control port. */
    HostPort control(Inet4Address address) {
        return address(address, fabric.controlPort());
    }

    static HostPort address(Inet4Address address, int port) {
        return new HostPort(address.getHostAddress(), port);
    }

    /** Always the same address, at the port that is forwarded. */
    static TargetChoice always(Inet4Address address, int port) {
        return TargetChoice.always(new Target(address(address, port)));
    }

    private Admission admission(NetworkInterface at) {
        List<Cidr> admitted = at.admits().stream()
                .flatMap(sources -> fabric.plan().real(sources).stream())
                .distinct()
                .toList();
        return new Admission(admitted.isEmpty() ? NOBODY : admitted, settings.unreachable());
    }
}
