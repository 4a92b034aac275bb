package io.github.passage.lab.assembly;

import io.github.passage.hop.ListenException;
import io.github.passage.lab.live.LabRefusal;
import io.github.passage.lab.live.LabView;
import io.github.passage.lab.live.LiveLab;
import io.github.passage.lab.live.SessionView;
import io.github.passage.lab.live.VerdictView;
import io.github.passage.lab.trace.Chronicle;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The changes that a running lab takes, one after another. */
final class RunningLab implements LiveLab {
    private static final int HIGHEST_PORT = 65535;
    private static final String OFF = "off";

    private final LabParts parts;
    private final Chronicle chronicle;

    RunningLab(LabParts parts, Chronicle chronicle) {
        this.parts = parts;
        this.chronicle = chronicle;
    }

    @Override
    public synchronized LabView view() {
        return LabViews.of(parts);
    }

    @Override
    public synchronized void setPassiveIp(String server, String passiveIp) {
        LabServer found = Names.find("server", parts.servers(), server);
        found.passiveIp(read("passiveIp", () -> parts.real(PassiveIp.parse(passiveIp))));
    }

    @Override
    public synchronized void stopServer(String server) {
        changed(() -> Names.find("server", parts.servers(), server).stop());
    }

    @Override
    public synchronized void startServer(String server) {
        changed(() -> Names.find("server", parts.servers(), server).start());
    }

    @Override
    public synchronized void setRewrite(String hop, String policy) {
        HopSlot slot = Names.find("hop", parts.hops(), hop);
        PassiveAddressPolicy next = read("rewrite", () -> LabSettings.rewritePolicy(policy));
        changed(() -> slot.rewrite(parts.real(next)));
    }

    @Override
    public synchronized void setHealthCheck(String loadBalancer, String group, String port) {
        LabBalancer balancer = Names.find("load balancer", parts.balancers(), loadBalancer);
        List<LabBalancer.Group> groups = read("group", () -> LabBalancer.Group.named(group));
        OptionalInt probed = read("port", () -> probedPort(port));
        groups.forEach(each -> balancer.check(each, probed));
    }

    private static OptionalInt probedPort(String text) {
        if (text.equals("traffic-port")) {
            return OptionalInt.of(0);
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= HIGHEST_PORT) {
                return OptionalInt.of(port);
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new IllegalArgumentException("\"" + text + "\" (expected: traffic-port or a port from 1 to 65535)");
    }

    @Override
    public synchronized void removeHealthCheck(String loadBalancer, String group) {
        LabBalancer balancer = Names.find("load balancer", parts.balancers(), loadBalancer);
        List<LabBalancer.Group> groups = read("group", () -> LabBalancer.Group.named(group));
        Map<String, String> checks = balancer.view().healthChecks();
        if (groups.stream().allMatch(each -> OFF.equals(checks.get(each.name().toLowerCase(Locale.ROOT))))) {
            throw new LabRefusal(
                    LabRefusal.Kind.CONFLICT,
                    "health check of " + loadBalancer + ", group " + group + ": off (expected: one to remove)");
        }
        groups.forEach(each -> balancer.check(each, OptionalInt.empty()));
    }

    @Override
    public synchronized void drainTarget(String loadBalancer, String target) {
        LabBalancer balancer = Names.find("load balancer", parts.balancers(), loadBalancer);
        changed(() -> balancer.deregister(target), () -> targetIs(balancer, target) + " (expected: registered)");
    }

    @Override
    public synchronized void registerTarget(String loadBalancer, String target) {
        LabBalancer balancer = Names.find("load balancer", parts.balancers(), loadBalancer);
        changed(() -> balancer.register(target), () -> targetIs(balancer, target) + " (expected: deregistered)");
    }

    private static String targetIs(LabBalancer balancer, String target) {
        return "target " + target + ": " + balancer.view().targets().get(target);
    }

    @Override
    public synchronized void takeZoneDown(String zone) {
        List<HopSlot> there = inZone(zone);
        if (there.stream().noneMatch(HopSlot::isUp)) {
            throw new LabRefusal(LabRefusal.Kind.CONFLICT, "zone " + zone + ": down (expected: up)");
        }
        there.forEach(HopSlot::freeze);
    }

    @Override
    public synchronized void bringZoneUp(String zone) {
        List<HopSlot> there = inZone(zone);
        if (there.stream().allMatch(HopSlot::isUp)) {
            throw new LabRefusal(LabRefusal.Kind.CONFLICT, "zone " + zone + ": up (expected: down)");
        }
        there.forEach(HopSlot::thaw);
    }

    private List<HopSlot> inZone(String zone) {
        List<HopSlot> there = parts.hops().values().stream()
                .filter(hop -> hop.at().zone().equals(zone) && !zone.isEmpty())
                .toList();
        if (there.isEmpty()) {
            List<String> zones = parts.hops().values().stream()
                    .map(hop -> hop.at().zone())
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .sorted()
                    .toList();
            throw new LabRefusal(
                    LabRefusal.Kind.UNKNOWN_NAME,
                    "zone: \"" + zone + "\" (expected: one of " + String.join(", ", zones) + ")");
        }
        return there;
    }

    @Override
    public List<SessionView> sessions() {
        return chronicle.sessions();
    }

    @Override
    public List<VerdictView> verdicts(long after) {
        return chronicle.verdicts(after);
    }

    private static <T> T read(String key, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new LabRefusal(LabRefusal.Kind.BAD_VALUE, key + ": " + e.getMessage());
        }
    }

    private static void changed(Runnable change) {
        try {
            change.run();
        } catch (IllegalStateException | ListenException e) {
            throw new LabRefusal(LabRefusal.Kind.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    /** The same, told in the names that the user gave. */
    private static void changed(Runnable change, Supplier<String> conflict) {
        try {
            change.run();
        } catch (IllegalStateException e) {
            throw new LabRefusal(LabRefusal.Kind.CONFLICT, conflict.get());
        }
    }
}
