package io.github.passage.metrics;

import io.github.passage.address.HostPort;
import io.github.passage.data.DataPortUse;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.Hop;
import io.github.passage.hop.RelayHop;
import io.github.passage.relay.Traffic;
import io.github.passage.target.TargetState;
import io.github.passage.telemetry.TargetHealth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What is read off hops when it is asked for, so that it costs nothing before. A name may stand for several hops, one behind another,
 * and for others later on.
 */
final class HopGauges {
    private static final String EVERY_TARGET = "default";

    private final Set<Traffic> dataTraffic = ConcurrentHashMap.newKeySet();
    private final Set<Traffic> relayTraffic = ConcurrentHashMap.newKeySet();
    private volatile List<Hop> hops = List.of();

    /** The hops of the name are these now. */
    void standing(List<Hop> now) {
        // What earlier hops of the name have moved still counts: the counter must not fall.
        for (Hop hop : now) {
            switch (hop) {
                case FtpHop ftp -> dataTraffic.add(ftp.traffic());
                case RelayHop relay -> relayTraffic.add(relay.traffic());
            }
        }
        hops = List.copyOf(now);
    }

    /** Sessions that are open; of hops in relay mode only those that somebody reads along are known. */
    int sessions(int seen) {
        List<FtpHop> ftp = ftp();
        return ftp.isEmpty()
                ? seen
                : ftp.stream().mapToInt(FtpHop::openSessions).sum();
    }

    private List<FtpHop> ftp() {
        return hops.stream()
                .filter(FtpHop.class::isInstance)
                .map(FtpHop.class::cast)
                .toList();
    }

    void tell(Series series, String name) {
        if (!hops.isEmpty()) {
            series.value(Family.HOP_DRAINING, hops.stream().anyMatch(Hop::isDraining) ? 1 : 0, name);
        }
        if (!dataTraffic.isEmpty()) {
            tellData(series, name);
        }
        if (!relayTraffic.isEmpty()) {
            series.count(Family.RELAYED_BYTES, sum(relayTraffic, Traffic::fromClients), name, "upload");
            series.count(Family.RELAYED_BYTES, sum(relayTraffic, Traffic::fromTargets), name, "download");
        }
        ftp().stream().findFirst().ifPresent(hop -> {
            tellPorts(series, name, hop.dataPorts());
            hop.sessionsLimit().ifPresent(limit -> series.value(Family.SESSIONS_LIMIT, limit, name));
        });
        tellTargets(series, name);
    }

    private void tellData(Series series, String name) {
        series.count(Family.DATA_BYTES, sum(dataTraffic, Traffic::fromClients), name, Direction.UPLOAD.label());
        series.count(Family.DATA_BYTES, sum(dataTraffic, Traffic::fromTargets), name, Direction.DOWNLOAD.label());
        series.count(Family.DATA_MOVED, sum(dataTraffic, Traffic::spliced), name, "splice");
        series.count(Family.DATA_MOVED, sum(dataTraffic, Traffic::copied), name, "copy");
    }

    private static long sum(Set<Traffic> traffic, ToLongFunction<Traffic> bytes) {
        return traffic.stream().mapToLong(bytes).sum();
    }

    private static void tellPorts(Series series, String name, DataPortUse use) {
        series.value(Family.DATA_PORTS, use.total(), name);
        series.value(Family.DATA_PORTS_RESERVED, use.reserved(), name);
        series.value(Family.DATA_PORTS_WAITING, use.clientsWaiting(), name);
        series.value(Family.DATA_PORTS_MOST, use.mostReserved(), name);
    }

    /** What connections may lead to now. */
    Set<HostPort> targets() {
        return hops.stream()
                .flatMap(hop -> hop.targets().stream())
                .map(TargetState::target)
                .collect(Collectors.toSet());
    }

    /** Of many targets the healthy ones come first: none among those told of must mean that there is none. */
    private void tellTargets(Series series, String name) {
        Map<List<String>, Boolean> healthy = new HashMap<>();
        for (Hop hop : hops) {
            for (TargetState state : hop.targets()) {
                groupOf(hop, state)
                        .ifPresent(group -> healthy.merge(
                                List.of(group, state.target().toString()), isHealthy(state), Boolean::logicalOr));
            }
        }
        healthy.entrySet().stream()
                .sorted(Map.Entry.<List<String>, Boolean>comparingByValue().reversed())
                .limit(TargetMeters.MOST)
                .forEach(each -> series.value(
                        Family.TARGET_HEALTHY,
                        each.getValue() ? 1 : 0,
                        name,
                        each.getKey().getFirst(),
                        each.getKey().getLast()));
    }

    /**
     * Sessions of a hop in FTP mode may go to any of its targets, whatever name they come from. In relay mode the single target of a
     * forwarded port is nobody's health.
     */
    private static Optional<String> groupOf(Hop hop, TargetState state) {
        return switch (hop) {
            case FtpHop ftp -> Optional.of(EVERY_TARGET);
            case RelayHop relay -> Optional.of(state.group()).filter(group -> !group.isEmpty());
        };
    }

    private static boolean isHealthy(TargetState state) {
        return state.health() == TargetHealth.HEALTHY;
    }
}
