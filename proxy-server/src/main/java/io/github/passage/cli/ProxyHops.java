package io.github.passage.cli;

import io.github.passage.address.HostPort;
import io.github.passage.admin.AdminHops;
import io.github.passage.admin.HopState;
import io.github.passage.hop.FtpHop;
import io.github.passage.reload.LiveHops;
import io.github.passage.telemetry.SessionRef;
import java.util.List;

/**
 * The hops of a {@code passage proxy}, for its admin server.
 *
 * @param hops those that listen, and those that were taken away and still have sessions
 */
record ProxyHops(LiveHops hops) implements AdminHops {
    @Override
    public List<HopState> states() {
        return hops.standing().stream().map(ProxyHops::state).toList();
    }

    private static HopState state(FtpHop hop) {
        return new HopState(
                hop.name(),
                hop.addresses().stream()
                        .map(address -> HostPort.of(address).toString())
                        .toList(),
                true,
                hop.isDraining(),
                hop.openSessions(),
                hop.targets().stream()
                        .map(target -> new HopState.Target(
                                target.target().toString(), target.health().label(), target.reason()))
                        .toList());
    }

    @Override
    public boolean drain(String hop) {
        List<FtpHop> found = named(hop);
        found.forEach(FtpHop::drain);
        return !found.isEmpty();
    }

    @Override
    public boolean end(SessionRef session) {
        return named(session.hop()).stream().anyMatch(hop -> hop.close(session));
    }

    private List<FtpHop> named(String name) {
        return hops.all().stream().filter(hop -> hop.name().equals(name)).toList();
    }
}
