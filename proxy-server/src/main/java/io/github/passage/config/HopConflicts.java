package io.github.passage.config;

import io.github.passage.address.HostPort;
import io.github.passage.hop.Listening;
import java.net.InetSocketAddress;
import java.util.List;

/** Finds addresses and ports that would be bound twice, within a hop or by two hops. */
final class HopConflicts {
    private HopConflicts() {}

    /** Notes each conflict at the later of the two. */
    static void check(List<ReadHop> hops) {
        for (int later = 0; later < hops.size(); later++) {
            withinHop(hops.get(later));
            for (int earlier = 0; earlier < later; earlier++) {
                betweenHops(hops.get(earlier), hops.get(later));
            }
        }
    }

    private static void withinHop(ReadHop hop) {
        List<InetSocketAddress> listen = hop.listen();
        for (int later = 0; later < listen.size(); later++) {
            notAmongDataPorts(hop, listen.get(later), hop);
            for (int earlier = 0; earlier < later; earlier++) {
                InetSocketAddress one = listen.get(earlier);
                InetSocketAddress other = listen.get(later);
                if (sameListener(one, other)) {
                    hop.section()
                            .problem("listen", shown(other) + " (expected: an address apart from " + text(one) + ")");
                } else if (overlap(one, other) && !one.getAddress().equals(other.getAddress())) {
                    hop.section()
                            .problem(
                                    "listen",
                                    shown(other) + " (expected: a host apart from that of " + text(one)
                                            + " or equal to it, since the data ports are bound at each host)");
                }
            }
        }
    }

    private static void betweenHops(ReadHop earlier, ReadHop later) {
        boolean sharedHost = false;
        for (InetSocketAddress one : earlier.listen()) {
            notAmongDataPorts(earlier, one, later);
            for (InetSocketAddress other : later.listen()) {
                sharedHost |= overlap(one, other);
                if (sameListener(one, other)) {
                    later.section()
                            .problem(
                                    "listen",
                                    shown(other) + " (expected: an address apart from " + text(one) + " of hop "
                                            + earlier.name() + ")");
                }
            }
        }
        later.listen().forEach(address -> notAmongDataPorts(later, address, earlier));
        if (sharedHost) {
            later.dataPorts()
                    .ifPresent(ports -> earlier.dataPorts()
                            .filter(ports::overlaps)
                            .ifPresent(taken -> later.section()
                                    .mismatch(
                                            "data-ports",
                                            "ports apart from " + taken + " of hop " + earlier.name()
                                                    + ", which listens at the same host")));
        }
    }

    private static void notAmongDataPorts(ReadHop hop, InetSocketAddress address, ReadHop owner) {
        boolean sharedHost = owner.listen().stream().anyMatch(other -> overlap(address, other));
        owner.dataPorts()
                .filter(ports -> sharedHost && ports.contains(address.getPort()))
                .ifPresent(ports -> hop.section()
                        .problem(
                                "listen",
                                shown(address) + " (expected: a port outside data-ports " + ports
                                        + (hop.equals(owner) ? "" : " of hop " + owner.name()) + ")"));
    }

    static boolean sameListener(InetSocketAddress one, InetSocketAddress other) {
        return one.getPort() != 0 && one.getPort() == other.getPort() && overlap(one, other);
    }

    static boolean overlap(InetSocketAddress one, InetSocketAddress other) {
        return Listening.overlap(one.getAddress(), other.getAddress());
    }

    static String shown(InetSocketAddress address) {
        return "\"" + text(address) + "\"";
    }

    static String text(InetSocketAddress address) {
        return HostPort.of(address).toString();
    }
}
