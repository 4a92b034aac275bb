package io.github.passage.reload;

import io.github.passage.address.HostPort;
import io.github.passage.config.ProxyConfig;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.hop.Listening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the configuration that runs and the next one to what has to be done. A pure function. */
final class Planning {
    private static final String HOPS = "hops";
    /** Of {@code passage}; all others are settled at the start. */
    private static final Set<String> CHANGEABLE = Set.of(HOPS, "shutdown-grace", "drain-delay", "reload");

    private static final String REPLICAS = "replicas";
    /** Of a hop, since listeners are made for them. */
    private static final Set<String> SETTLED_OF_HOP = Set.of(REPLICAS);
    /** Of a hop with replicas, which all must have the same. */
    private static final Set<String> SETTLED_AMONG_REPLICAS = Set.of("data-ports", "advertised-data-ports");
    /** Of a hop, what the kernel's filters are made of: the sources that are let in. */
    private static final SequencedMap<String, Function<Map<?, ?>, @Nullable Object>> FILTERED = filtered();

    private final ProxyConfig running;
    private final ProxyConfig next;
    private final Standing standing;
    private final List<String> refusals = new ArrayList<>();
    private boolean lasting;

    private Planning(ProxyConfig running, ProxyConfig next, Standing standing) {
        this.running = running;
        this.next = next;
        this.standing = standing;
    }

    static ReloadPlan of(ProxyConfig running, ProxyConfig next, Standing standing) {
        return new Planning(running, next, standing).plan();
    }

    private ReloadPlan plan() {
        if (next.effective().equals(running.effective())) {
            return new ReloadPlan.Nothing();
        }
        Map<String, FtpHopSettings> before = byName(running);
        Map<String, FtpHopSettings> after = byName(next);
        List<FtpHopSettings> changed = next.hops().stream()
                .filter(hop -> before.containsKey(hop.name())
                        && !Objects.equals(values(running, hop.name()), values(next, hop.name())))
                .toList();
        List<FtpHopSettings> added = next.hops().stream()
                .filter(hop -> !before.containsKey(hop.name()))
                .toList();
        settledOfProcess();
        changed.forEach(hop -> settledOfHop(Objects.requireNonNull(before.get(hop.name())), hop));
        added.forEach(this::notStillLeaving);
        changed.forEach(this::bindable);
        added.forEach(this::bindable);
        List<String> removed = running.hops().stream()
                .map(FtpHopSettings::name)
                .filter(name -> !after.containsKey(name))
                .toList();
        List<String> order = next.hops().stream().map(FtpHopSettings::name).toList();
        return refusals.isEmpty()
                ? new ReloadPlan.Steps(changed, added, removed, order)
                : new ReloadPlan.Refused(refusals, !lasting);
    }

    private void refuse(String reason) {
        lasting = true;
        refusals.add(reason);
    }

    private static Map<String, FtpHopSettings> byName(ProxyConfig config) {
        return config.hops().stream().collect(Collectors.toMap(FtpHopSettings::name, Function.identity()));
    }

    private static Map<?, ?> values(ProxyConfig config, String hop) {
        return map(map(config.effective().get(HOPS)).get(hop));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private void settledOfProcess() {
        keys(running.effective(), next.effective())
                .filter(key -> !CHANGEABLE.contains(key))
                .forEach(key -> differences(
                        "passage." + key,
                        running.effective().get(key),
                        next.effective().get(key)));
    }

    private void settledOfHop(FtpHopSettings before, FtpHopSettings after) {
        String path = "passage.hops." + after.name() + ".";
        Map<?, ?> valuesBefore = values(running, after.name());
        Map<?, ?> valuesAfter = values(next, after.name());
        boolean among = valuesBefore.get(REPLICAS) != null;
        Stream.concat(SETTLED_OF_HOP.stream(), among ? SETTLED_AMONG_REPLICAS.stream() : Stream.empty())
                .sorted()
                .forEach(key -> differences(path + key, valuesBefore.get(key), valuesAfter.get(key)));
        boolean byKernel = before.admission().dropsSome() || after.admission().dropsSome();
        if (byKernel && !before.admission().equals(after.admission())) {
            FILTERED.forEach((key, of) -> filtered(path + key, of.apply(valuesBefore), of.apply(valuesAfter)));
        }
    }

    private void filtered(String path, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            refuse(path + ": " + shown(after) + " (expected: " + shown(before)
                    + ", as at the start: with refused-sources = drop the kernel's filters stay as long as their listeners;"
                    + " restart to change it)");
        }
    }

    private static SequencedMap<String, Function<Map<?, ?>, @Nullable Object>> filtered() {
        SequencedMap<String, Function<Map<?, ?>, @Nullable Object>> filtered = new LinkedHashMap<>();
        for (String key : List.of("admit", "deny", "refused-sources")) {
            filtered.put(key, hop -> hop.get(key));
        }
        // A load balancer is let in for its clients.
        for (String key : List.of("accept", "trusted")) {
            filtered.put(
                    "proxy-protocol." + key,
                    hop -> map(hop.get("proxy-protocol")).get(key));
        }
        return filtered;
    }

    private void differences(String path, @Nullable Object before, @Nullable Object after) {
        if (before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
            keys(one, other).forEach(key -> differences(path + "." + key, one.get(key), other.get(key)));
        } else if (!Objects.equals(before, after)) {
            refuse(path + ": " + shown(after) + " (expected: " + shown(before)
                    + ", as at the start; restart to change it)");
        }
    }

    private static Stream<String> keys(Map<?, ?> one, Map<?, ?> other) {
        Set<String> keys = new TreeSet<>();
        one.keySet().forEach(key -> keys.add(String.valueOf(key)));
        other.keySet().forEach(key -> keys.add(String.valueOf(key)));
        return keys.stream();
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }

    private void notStillLeaving(FtpHopSettings hop) {
        if (standing.leaving().contains(hop.name())) {
            refusals.add("passage.hops." + hop.name() + ": sessions from before it was taken away are still there"
                    + " (expected: another name, or the same when they have ended)");
        }
    }

    private void bindable(FtpHopSettings hop) {
        for (Listening wanted : hop.listeners()) {
            standing.held().stream()
                    .filter(held -> held.at().isInTheWayOf(wanted))
                    .filter(held -> !(held.hop().equals(hop.name()) && held.at().equals(wanted)))
                    .findFirst()
                    .ifPresent(held -> heldBy(hop, wanted, held));
        }
    }

    private void heldBy(FtpHopSettings hop, Listening wanted, Held held) {
        String reason = "passage.hops." + hop.name() + ": " + text(wanted) + " (expected: an address apart from "
                + text(held.at()) + ", which hop " + held.hop() + " holds until ";
        boolean runs = running.hops().stream()
                .anyMatch(each ->
                        each.name().equals(held.hop()) && each.listeners().contains(held.at()));
        if (runs) {
            refuse(reason + "the change is done; take that away in a change of its own before, or restart)");
        } else {
            refusals.add(reason + "its sessions from before have ended)");
        }
    }

    private static String text(Listening at) {
        return HostPort.of(at.address()).toString();
    }
}
