package io.github.passage.config;

import io.github.passage.address.AccessList;
import io.github.passage.address.Cidr;
import io.github.passage.hop.Admission;
import io.github.passage.hop.Admission.Refusal;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.replica.ReplicaSettings;
import io.github.passage.target.TargetSettings;
import io.github.passage.transport.SocketPlace;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one hop: where it listens, where it leads, who may come, and by {@link FtpReading} how its sessions are treated. */
final class HopReader {
    /** What the kernel's filter of a listening socket can hold. */
    private static final int MOST_SILENT_NETWORKS = 1000;

    private HopReader() {}

    /** Notes the mistakes in {@code hop-defaults}: they are there even if no hop takes the value. */
    static void check(Section defaults) {
        TargetsReader.check(defaults);
        defaults.optional("dial-from", Values.ADDRESS);
        defaults.optionalList("admit", Values.NETWORK);
        defaults.optionalList("deny", Values.NETWORK);
        defaults.required("refused-sources", Values.REFUSAL);
        FtpReading ftp = new FtpReading(defaults);
        ProxyProtocolReader.check(defaults);
        new ReplicaReader(HostName.own()).read(defaults, ftp.ports());
        defaults.rejectOthers();
    }

    /** Reads a hop that has the defaults below it. */
    static ReadHop read(String name, Section hop) {
        List<InetSocketAddress> listen = hop.atLeastOne("listen", Values.LISTEN);
        TargetsReader targets = TargetsReader.read(hop);
        Optional<InetAddress> dialFrom = hop.optional("dial-from", Values.ADDRESS);
        AccessList access =
                new AccessList(hop.optionalList("admit", Values.NETWORK), hop.optionalList("deny", Values.NETWORK));
        Optional<Refusal> refusal = hop.required("refused-sources", Values.REFUSAL);
        FtpReading ftp = new FtpReading(hop);
        Optional<ProxyProtocolReader> proxyProtocol = ProxyProtocolReader.read(hop, ftp.passiveAddress());
        Optional<ReplicaSettings> replicas = new ReplicaReader(HostName.own()).read(hop, ftp.ports());
        hop.rejectOthers();
        targets.matchWith(dialFrom, ftp.auth());
        // A load balancer is let in for its clients, who are looked at when its header has named them.
        AccessList reaching = access.alsoAdmitting(
                proxyProtocol.map(ProxyProtocolReader::trusted).orElse(List.of()));
        refusal.filter(Refusal.DROP::equals).ifPresent(drop -> checkDrop(hop, listen, reaching));
        return new ReadHop(
                name,
                hop,
                listen,
                ftp.ports(),
                replicas,
                () -> new FtpHopSettings(
                        name,
                        listen,
                        SocketPlace.HERE,
                        new TargetSettings(
                                targets.settings()
                                        .with(proxyProtocol.orElseThrow().probeHeader()),
                                ftp.connectTimeout(),
                                dialFrom.orElse(null)),
                        ftp.settings(access),
                        new Admission(reaching, refusal.orElseThrow()),
                        proxyProtocol.orElseThrow().settings(),
                        replicas));
    }

    /** The kernel's filter reads IPv4 source addresses only. */
    private static void checkDrop(Section hop, List<InetSocketAddress> listen, AccessList access) {
        boolean onlyV4 = Stream.concat(
                        listen.stream().map(InetSocketAddress::getAddress),
                        Stream.concat(access.admit().stream(), access.deny().stream())
                                .map(Cidr::base))
                .allMatch(Inet4Address.class::isInstance);
        if (access.isOpen()) {
            return;
        }
        if (!onlyV4) {
            hop.mismatch("refused-sources", "reject, or only IPv4 in listen, admit, proxy-protocol.trusted and deny");
            return;
        }
        int networks = access.admittedV4().size();
        if (networks > MOST_SILENT_NETWORKS) {
            hop.mismatch(
                    "refused-sources",
                    "reject, or at most " + MOST_SILENT_NETWORKS + " networks in admit"
                            + (access.deny().isEmpty() ? "" : " once those of deny are taken out") + ", not "
                            + networks);
        }
    }
}
