package io.github.passage.lab.assembly;

import io.github.passage.admin.AdminHops;
import io.github.passage.admin.HopState;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.Hop;
import io.github.passage.hop.RelayHop;
import io.github.passage.telemetry.SessionRef;
import java.util.List;

/** The hops of a lab, for its admin server: one for each address of the topology, whatever stands there now. */
final class LabHops implements AdminHops {
    private final LabParts parts;

    LabHops(LabParts parts) {
        this.parts = parts;
    }

    @Override
    public List<HopState> states() {
        return parts.hops().entrySet().stream()
                .map(slot -> state(slot.getKey(), slot.getValue()))
                .toList();
    }

    private HopState state(String name, HopSlot slot) {
        List<Hop> hops = slot.standing();
        return new HopState(
                name,
                List.of(parts.wiring().control(parts.wiring().real(slot.at())).toString()),
                slot.isUp() && !hops.isEmpty(),
                hops.stream().anyMatch(Hop::isDraining),
                hops.stream().mapToInt(LabHops::open).sum(),
                hops.stream()
                        .flatMap(hop -> hop.targets().stream())
                        .map(target -> new HopState.Target(
                                target.target().toString(), target.health().label(), target.reason()))
                        .distinct()
                        .toList());
    }

    private static int open(Hop hop) {
        return switch (hop) {
            case FtpHop ftp -> ftp.openSessions();
            case RelayHop relay -> relay.openConnections();
        };
    }

    @Override
    public boolean drain(String hop) {
        HopSlot slot = parts.hops().get(hop);
        if (slot == null) {
            return false;
        }
        slot.standing().forEach(Hop::drain);
        return true;
    }

    @Override
    public boolean end(SessionRef session) {
        return parts.hops().values().stream()
                .map(HopSlot::standing)
                .flatMap(List::stream)
                .anyMatch(hop -> hop instanceof FtpHop ftp && hop.name().equals(session.hop()) && ftp.close(session));
    }
}
