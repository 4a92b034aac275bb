package io.github.passage.it.chart;

import static io.github.passage.it.chart.Rendering.items;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The restricted profile of Kubernetes' Pod Security Standards, as far as it applies to Linux pods. */
final class RestrictedStandard {
    /** Capabilities that a container may have. */
    static final Set<String> ADDABLE = Set.of("NET_BIND_SERVICE");

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final Set<String> SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range");
    private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");

    private RestrictedStandard() {}

    /** What a pod's spec breaks; empty if it may run. */
    static List<String> violations(JsonNode spec) {
        List<String> found = new ArrayList<>();
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            note(found, spec.path(shared).asBoolean(), shared);
        }
        items(spec.at("/securityContext/sysctls"))
                .map(sysctl -> sysctl.path("name").asText())
                .forEach(name -> note(found, !SYSCTLS.contains(name), "sysctl " + name));
        items(spec.path("volumes"))
                .forEach(volume -> volume.fieldNames().forEachRemaining(kind -> {
                    String name = "volume " + volume.path("name").asText() + ": " + kind;
                    note(found, !kind.equals("name") && !VOLUMES.contains(kind), name);
                }));
        JsonNode pod = spec.path("securityContext");
        note(found, isRoot(pod), "pod: runAsUser 0");
        Stream.of("initContainers", "containers", "ephemeralContainers")
                .flatMap(list -> items(spec.path(list)))
                .forEach(container -> check(container, pod, found));
        return found;
    }

    private static void check(JsonNode container, JsonNode pod, List<String> found) {
        String name = container.path("name").asText() + ": ";
        JsonNode own = container.path("securityContext");
        JsonNode capabilities = own.path("capabilities");
        note(found, items(container.path("ports")).anyMatch(port -> port.has("hostPort")), name + "hostPort");
        note(found, own.path("privileged").asBoolean(), name + "privileged");
        note(found, own.path("allowPrivilegeEscalation").asBoolean(true), name + "allowPrivilegeEscalation");
        note(
                found,
                items(capabilities.path("drop")).noneMatch(drop -> drop.asText().equals("ALL")),
                name + "capabilities not all dropped");
        items(capabilities.path("add"))
                .map(JsonNode::asText)
                .forEach(add -> note(found, !ADDABLE.contains(add), name + "capability " + add));
        note(found, isRoot(own), name + "runAsUser 0");
        note(found, !own.path("runAsNonRoot").asBoolean(pod.path("runAsNonRoot").asBoolean()), name + "runAsNonRoot");
        JsonNode profile = own.has("seccompProfile") ? own.path("seccompProfile") : pod.path("seccompProfile");
        note(found, !PROFILES.contains(profile.path("type").asText()), name + "seccompProfile");
    }

    private static boolean isRoot(JsonNode context) {
        return context.path("runAsUser").asInt(1) == 0;
    }

    private static void note(List<String> found, boolean broken, String what) {
        if (broken) {
            found.add(what);
        }
    }
}
