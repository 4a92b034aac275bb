package io.github.passage.config;

import io.github.passage.admin.AdminSettings.Listen;
import io.github.passage.replica.ReplicaSettings;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds listeners beside those for clients, of the admin server and between replicas, that something else would be bound to as well. */
final class SideListeners {
    /**
     * One of them.
     *
     * @param name for messages about others
     * @param section where it was written
     * @param address where it listens
     */
    private record Side(String name, Section section, InetSocketAddress address) {
        void expect(String expected) {
            section.problem("listen", HopConflicts.shown(address) + " (expected: " + expected + ")");
        }
    }

    private SideListeners() {}

    /** Notes each conflict at the listener beside, not at the hop. */
    static void check(List<ReadHop> hops, Optional<ReadAdmin> admin) {
        List<Side> checked = new ArrayList<>();
        admin.filter(read -> read.settings().listen() instanceof Listen.At)
                .map(read -> new Side(
                        "the admin server",
                        read.section(),
                        ((Listen.At) read.settings().listen()).address()))
                .ifPresent(side -> {
                    hops.forEach(hop -> {
                        apartFromControl(side, hop);
                        apartFromData(side, hop);
                    });
                    checked.add(side);
                });
        for (ReadHop hop : hops) {
            hop.replicas().flatMap(replicas -> side(hop, replicas)).ifPresent(side -> {
                hops.forEach(other -> {
                    apartFromControl(side, other);
                    // Of its own hop it must be apart whatever the host is, which was looked at before.
                    if (!other.equals(hop)) {
                        apartFromData(side, other);
                    }
                });
                checked.stream()
                        .filter(other -> HopConflicts.sameListener(other.address(), side.address()))
                        .findFirst()
                        .ifPresent(other -> side.expect(
                                "an address apart from " + HopConflicts.text(other.address()) + " of " + other.name()));
                checked.add(side);
            });
        }
    }

    private static Optional<Side> side(ReadHop hop, ReplicaSettings replicas) {
        return hop.section()
                .child("replicas")
                .map(section -> new Side("the replicas of hop " + hop.name(), section, replicas.listen()));
    }

    private static void apartFromControl(Side side, ReadHop hop) {
        hop.listen().stream()
                .filter(address -> HopConflicts.sameListener(address, side.address()))
                .findFirst()
                .ifPresent(address ->
                        side.expect("an address apart from " + HopConflicts.text(address) + " of hop " + hop.name()));
    }

    private static void apartFromData(Side side, ReadHop hop) {
        hop.dataPorts()
                .filter(ports -> ports.contains(side.address().getPort()))
                .filter(ports -> hop.listen().stream().anyMatch(at -> HopConflicts.overlap(at, side.address())))
                .ifPresent(ports -> side.expect("a port outside data-ports " + ports + " of hop " + hop.name()));
    }
}
