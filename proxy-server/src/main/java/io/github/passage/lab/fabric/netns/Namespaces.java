package io.github.passage.lab.fabric.netns;

import io.github.passage.lab.fabric.netns.NamespacePlan.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The lab's namespaces of this machine: makes them, enters them, removes them. */
final class Namespaces implements AutoCloseable {
    /** Where ip(8) keeps the files by which namespaces are entered. */
    static final Path FILES = Path.of("/run/netns");

    /** Where ip(8) looks for files that stand in for those of /etc in a namespace. */
    private static final Path CONFIGURATION = Path.of("/etc/netns");

    private final Tool ip;
    private final Map<String, NamespacePlace> places = new LinkedHashMap<>();

    private Namespaces(Tool ip) {
        this.ip = ip;
    }

    /**
     * Removes what an earlier lab left behind and makes a plan's namespaces; if that fails half way, nothing is left.
     *
     * @param nft needed if the plan has rules for it
     * @throws IllegalStateException in one line, if the system refuses
     */
    static Namespaces build(NamespacePlan plan, Tool ip, Optional<Tool> nft) {
        Namespaces namespaces = new Namespaces(ip);
        namespaces.remove();
        try {
            namespaces.make(plan, nft);
            return namespaces;
        } catch (RuntimeException | Error failed) {
            try {
                namespaces.close();
            } catch (RuntimeException left) {
                failed.addSuppressed(left);
            }
            throw failed;
        }
    }

    private void make(NamespacePlan plan, Optional<Tool> nft) {
        List<Setup> setups = plan.namespaces();
        ip.feed(setups.stream().map(setup -> "netns add " + setup.namespace()).toList(), "-batch", "-");
        for (Setup setup : setups) {
            NamespacePlace place = NamespacePlace.of(setup.namespace());
            places.put(setup.namespace(), place);
            place.run(() -> setup.settings().forEach(Namespaces::set));
        }
        ip.feed(plan.links(), "-batch", "-");
        for (Setup setup : setups) {
            ip.feed(setup.ip(), "-n", setup.namespace(), "-batch", "-");
            if (!setup.nft().isEmpty()) {
                String[] command = {
                    "netns", "exec", setup.namespace(), nft.orElseThrow().path().toString(), "-f", "-"
                };
                ip.feed(setup.nft(), command);
            }
            if (NamespacePlan.isClient(setup.namespace())) {
                nameServer(setup.namespace());
            }
        }
    }

    private static void set(String setting) {
        String[] parts = setting.split("=", 2);
        Path file = Path.of("/proc/sys", parts[0].split("\\.", -1));
        try {
            Files.writeString(file, parts[1]);
        } catch (IOException e) {
            throw new IllegalStateException(
                    setting + ": cannot be set: " + e.getMessage() + " (expected: root, and /proc/sys writable)", e);
        }
    }

    private static void nameServer(String namespace) {
        Path file = CONFIGURATION.resolve(namespace).resolve("resolv.conf");
        try {
            Files.createDirectories(CONFIGURATION.resolve(namespace));
            Files.writeString(file, "nameserver " + NamespacePlan.GATEWAY + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * One of the plan's namespaces.
     *
     * @throws IllegalArgumentException if the plan has none of that name
     */
    NamespacePlace place(String namespace) {
        return Optional.ofNullable(places.get(namespace))
                .orElseThrow(() -> new IllegalArgumentException("namespace \"" + namespace + "\" (expected: one of "
                        + String.join(", ", places.keySet()) + ")"));
    }

    /** The names of all lab namespaces of this machine, sorted. */
    static List<String> existing() {
        return withPrefix(FILES);
    }

    private static List<String> withPrefix(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(NamespacePlan.PREFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(directory + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    private void remove() {
        for (String name : withPrefix(CONFIGURATION)) {
            Path directory = CONFIGURATION.resolve(name);
            try {
                Files.deleteIfExists(directory.resolve("resolv.conf"));
                Files.deleteIfExists(directory);
            } catch (IOException e) {
                throw new IllegalStateException(directory + ": cannot be removed: " + e.getMessage(), e);
            }
        }
        ip.feed(existing().stream().map(name -> "netns del " + name).toList(), "-force", "-batch", "-");
    }

    /** All of them. */
    Collection<NamespacePlace> places() {
        return List.copyOf(places.values());
    }

    /** Removes all lab namespaces; one that still has threads or sockets goes when they end. */
    @Override
    public void close() {
        places.values().forEach(NamespacePlace::close);
        places.clear();
        remove();
    }
}
