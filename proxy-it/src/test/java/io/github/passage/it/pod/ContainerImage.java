package io.github.passage.it.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.passage.it.tool.Commands;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.opentest4j.TestAbortedException;

/**
 * A container image built by the script that users run.
 *
 * @param directory where it was written, and unpacked beside
 */
record ContainerImage(Path directory, Commands commands) {
    private static final Path SERVER = Path.of("..", "proxy-server");
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Builds it, in some seconds.
     *
     * @param name of a directory of its own below {@code target}
     * @throws TestAbortedException as {@link Tools#require} does, where the base was not assembled
     */
    static ContainerImage build(String name, ItLogs logs) {
        if (!Files.exists(base().resolve("packages"))) {
            throw Tools.unmet("container base: not assembled (expected: proxy-it/setup.sh has run, on Debian)");
        }
        Commands commands = new Commands(logs);
        Path directory = Path.of("target", "container-image", name).toAbsolutePath();
        commands.run(SERVER.resolve("container/image.sh").toString(), directory.toString());
        ContainerImage image = new ContainerImage(directory, commands);
        commands.run("rm", "-rf", image.unpacked().toString());
        commands.run("mkdir", image.unpacked().toString());
        commands.run(
                "tar", "-xf", image.archive().toString(), "-C", image.unpacked().toString());
        return image;
    }

    /** What Debian's packages are unpacked in: {@code root}, and their names in the file {@code packages}. */
    static Path base() {
        return SERVER.resolve(".base");
    }

    /** Where the build has put the program's jars. */
    static Path application() {
        return SERVER.resolve("target/passage/lib/app");
    }

    /** The jars that the image should hold. */
    static List<String> jars() {
        try (var files = Files.list(application())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path archive() {
        return directory.resolve("passage-image.tar");
    }

    JsonNode sbom() {
        return read(directory.resolve("passage-image.cdx.json"));
    }

    /** Its name with its tag. */
    String name() {
        return dockerManifest().get("RepoTags").get(0).asText();
    }

    /** Its name without the tag. */
    String repository() {
        return name().substring(0, name().indexOf(':'));
    }

    /** Its tag, which is the program's version. */
    String tag() {
        return name().substring(name().indexOf(':') + 1);
    }

    /** The configuration of OCI. */
    JsonNode configuration() {
        return blob(manifest().get("config"));
    }

    /** The descriptors of its layers, the lowest first. */
    List<JsonNode> layers() {
        return list(manifest().get("layers"));
    }

    /** The same layers as an old Docker finds them: files in the archive. */
    List<String> layersForDocker() {
        return list(dockerManifest().get("Layers")).stream()
                .map(JsonNode::asText)
                .toList();
    }

    /** What is in a layer. */
    List<TarEntry> entries(JsonNode layer) {
        return commands
                .run("tar", "--numeric-owner", "--utc", "-tvzf", file(layer).toString())
                .stream()
                .map(TarEntry::parse)
                .toList();
    }

    /** Where a descriptor's content is. */
    Path file(JsonNode descriptor) {
        return unpacked()
                .resolve("blobs")
                .resolve(descriptor.get("digest").asText().replace(':', '/'));
    }

    private JsonNode manifest() {
        return blob(read(unpacked().resolve("index.json")).get("manifests").get(0));
    }

    private JsonNode dockerManifest() {
        return read(unpacked().resolve("manifest.json")).get(0);
    }

    private JsonNode blob(JsonNode descriptor) {
        return read(file(descriptor));
    }

    private Path unpacked() {
        return directory.resolve("unpacked");
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
