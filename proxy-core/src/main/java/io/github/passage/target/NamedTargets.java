package io.github.passage.target;

import io.github.passage.address.HostPort;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which targets the configured ones stand for: a value. An address stands for itself, a name for the addresses of its last good
 * answer.
 *
 * @param byName by what was configured, in that order; empty lists are names without a good answer yet
 */
record NamedTargets(Map<HostPort, List<HostPort>> byName) {
    /** More addresses of one name are not used: an answer is a stranger's word. */
    static final int MOST_OF_ONE_NAME = 128;

    NamedTargets {
        byName = new LinkedHashMap<>(byName);
    }

    /** What is known before anything was looked up. */
    static NamedTargets of(List<HostPort> configured) {
        Map<HostPort, List<HostPort>> byName = new LinkedHashMap<>();
        for (HostPort each : configured) {
            byName.put(each, each.literal().isPresent() ? List.of(each) : List.of());
        }
        return new NamedTargets(byName);
    }

    /** The names to be looked up. */
    List<HostPort> names() {
        return byName.keySet().stream().filter(each -> each.literal().isEmpty()).toList();
    }

    /** The names without a good answer yet. */
    List<HostPort> unknown() {
        return names().stream().filter(name -> of(name).isEmpty()).toList();
    }

    /** What holds after an answer; one without any address changes nothing. */
    NamedTargets answered(HostPort name, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return this;
        }
        NamedTargets next = new NamedTargets(byName);
        next.byName.put(
                name,
                addresses.stream()
                        .map(InetAddress::getHostAddress)
                        .distinct()
                        // Name servers shuffle their answers, which is no change.
                        .sorted()
                        .limit(MOST_OF_ONE_NAME)
                        .map(address -> new HostPort(address, name.port()))
                        .toList());
        return next;
    }

    /** All targets, each once, with the configured name that it came by first. */
    Map<Target, HostPort> targets() {
        Map<Target, HostPort> all = new LinkedHashMap<>();
        byName.forEach((name, addresses) -> addresses.forEach(address -> all.putIfAbsent(new Target(address), name)));
        return all;
    }

    private List<HostPort> of(HostPort name) {
        return byName.getOrDefault(name, List.of());
    }
}
