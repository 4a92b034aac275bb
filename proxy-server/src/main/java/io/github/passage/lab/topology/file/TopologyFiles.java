package io.github.passage.lab.topology.file;

import io.github.passage.config.HoconDocument;
import io.github.passage.lab.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Topologies by their names or files. */
public final class TopologyFiles {
    private static final List<String> SHIPPED = List.of(
            "direct",
            "direct-multi-az",
            "nlb",
            "nlb-multi-az",
            "nlb-multi-az-per-az-server",
            "nlb-public",
            "privatelink",
            "privatelink-multi-az",
            "privatelink-two-consumers",
            "privatelink-two-consumers-overlap",
            "plain-nat",
            "kubernetes-nodeport");
    private static final String SUFFIX = ".conf";

    private TopologyFiles() {}

    /** The names of those that ship, simplest first. */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * A topology that ships, or a user's file: what ends in {@code .conf} or has a slash.
     *
     * @throws IllegalArgumentException if there is none of that name
     * @throws io.github.passage.config.ConfigException naming every mistake of the file
     */
    public static Topology load(String nameOrFile) {
        if (SHIPPED.contains(nameOrFile)) {
            return resource(nameOrFile, "topologies/" + nameOrFile + SUFFIX);
        }
        if (nameOrFile.startsWith("scenarios/")) {
            return resource(nameOrFile.replace("scenarios/", "").replace(SUFFIX, ""), nameOrFile);
        }
        if (nameOrFile.endsWith(SUFFIX) || nameOrFile.contains("/")) {
            Path file = Path.of(nameOrFile);
            String name = String.valueOf(file.getFileName()).replace(SUFFIX, "");
            return read(name, HoconDocument.file(file));
        }
        throw new IllegalArgumentException("\"" + nameOrFile + "\" (expected: one of " + String.join(", ", SHIPPED)
                + ", or a file such as ./my" + SUFFIX + ")");
    }

    private static Topology resource(String name, String resource) {
        return read(name, HoconDocument.resource(resource));
    }

    private static Topology read(String name, HoconDocument document) {
        return new TopologyReader(
                        name,
                        document,
                        HoconDocument.resource("topology-reference.conf").root())
                .read();
    }

    /** The manual of topology files, with every key and its default. */
    public static String reference() {
        return text("/topology-reference.conf");
    }

    /**
     * A shipped topology's file, to begin one's own with.
     *
     * @throws IllegalArgumentException if none of that name ships
     */
    public static String shippedText(String name) {
        if (!SHIPPED.contains(name)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" (expected: one of " + String.join(", ", SHIPPED) + ")");
        }
        return text("/topologies/" + name + SUFFIX);
    }

    private static String text(String resource) {
        try (InputStream in = TopologyFiles.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
