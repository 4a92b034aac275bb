package io.github.passage.config;

import io.github.passage.address.Cidr;
import io.github.passage.address.HostPort;
import io.github.passage.hop.Admission;
import io.github.passage.hop.Admission.Refusal;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.target.TargetSettings;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Reads one hop: where it listens, where it leads, who may come, and by {@link FtpReading} how its sessions are treated. */
final class HopReader {
    /** What the kernel's filter of a listening socket can hold. */
    private static final int MOST_SILENT_NETWORKS = 1000;

    private HopReader() {}

    /** Notes the mistakes in {@code hop-defaults}: they are there even if no hop takes the value. */
    static void check(Section defaults) {
        defaults.optional("target", Values.TARGET);
        defaults.optional("dial-from", Values.ADDRESS);
        defaults.list("admit", Values.NETWORK);
        defaults.required("refused-sources", Values.REFUSAL);
        new FtpReading(defaults);
        defaults.rejectOthers();
    }

    /** Reads a hop that has the defaults below it. */
    static ReadHop read(String name, Section hop) {
        List<InetSocketAddress> listen = hop.atLeastOne("listen", Values.LISTEN);
        Optional<HostPort> target = hop.required("target", Values.TARGET);
        Optional<InetAddress> dialFrom = hop.optional("dial-from", Values.ADDRESS);
        List<Cidr> admit = hop.list("admit", Values.NETWORK);
        Optional<Refusal> refusal = hop.required("refused-sources", Values.REFUSAL);
        FtpReading ftp = new FtpReading(hop);
        hop.rejectOthers();
        dialFrom.ifPresent(from -> checkFamily(hop, from, target));
        refusal.filter(Refusal.DROP::equals).ifPresent(drop -> checkDrop(hop, listen, admit));
        return new ReadHop(
                name,
                hop,
                listen,
                ftp.ports(),
                () -> new FtpHopSettings(
                        name,
                        listen,
                        new TargetSettings(target.orElseThrow(), ftp.connectTimeout(), dialFrom.orElse(null)),
                        ftp.settings(),
                        new Admission(admit, refusal.orElseThrow())));
    }

    private static void checkFamily(Section hop, InetAddress from, Optional<HostPort> target) {
        target.flatMap(HostPort::literal)
                .filter(to -> to instanceof Inet4Address != from instanceof Inet4Address)
                .ifPresent(to ->
                        hop.mismatch("dial-from", "an address of the same family as target " + to.getHostAddress()));
    }

    /** The kernel's filter reads IPv4 source addresses only. */
    private static void checkDrop(Section hop, List<InetSocketAddress> listen, List<Cidr> admit) {
        boolean onlyV4 = listen.stream().allMatch(address -> address.getAddress() instanceof Inet4Address)
                && admit.stream().allMatch(network -> network.base() instanceof Inet4Address);
        if (!admit.isEmpty() && !onlyV4) {
            hop.mismatch("refused-sources", "reject, or only IPv4 in listen and admit");
        } else if (admit.size() > MOST_SILENT_NETWORKS) {
            hop.mismatch(
                    "refused-sources",
                    "reject, or at most " + MOST_SILENT_NETWORKS + " networks in admit, not " + admit.size());
        }
    }
}
