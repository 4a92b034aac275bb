package io.github.passage.it.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The container image: what is in it, who runs it, that it can be built again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerImageIT {
    private static final long LIMIT = 120L << 20;
    private static final int AOT_CACHE = 3;

    private final ItLogs logs = ItLogs.fresh("ContainerImageIT");
    private ContainerImage image;

    @BeforeAll
    void build() {
        image = ContainerImage.build("first", logs);
    }

    @Test
    void isSmall() throws IOException {
        assertThat(Files.size(image.archive())).isLessThan(LIMIT);
    }

    @Test
    void runsTheProxyAsNobodyInParticular() {
        JsonNode config = image.configuration().get("config");

        assertThat(config.get("User").asText()).isEqualTo("65532:65532");
        assertThat(config.get("Entrypoint").toString()).isEqualTo("[\"/opt/passage/bin/passage\"]");
        assertThat(config.get("Cmd").toString()).isEqualTo("[\"proxy\",\"--config\",\"/etc/passage/passage.conf\"]");
        assertThat(config.get("ExposedPorts").properties())
                .extracting(port -> port.getKey())
                .hasSize(11)
                .contains("2121/tcp", "8192/tcp", "8200/tcp", "9621/tcp");
    }

    @Test
    void saysInLabelsWhatItIsMadeOf() throws IOException {
        JsonNode labels = image.configuration().get("config").get("Labels");

        assertThat(labels.get("org.opencontainers.image.title").asText()).isEqualTo("Passage");
        assertThat(image.name())
                .isEqualTo("passage:"
                        + labels.get("org.opencontainers.image.version").asText());
        assertThat(labels.get("io.github.passage.base.packages").asText().split(" "))
                .containsExactlyElementsOf(packages().stream()
                        .map(parts -> parts.get(0) + "=" + parts.get(1))
                        .toList());
    }

    @Test
    void hasWhatChangesLeastFirst() {
        assertThat(image.configuration().get("history").findValuesAsText("comment"))
                .containsExactly("base", "Java runtime", "jars", "AOT cache");
        assertThat(paths(0)).contains("usr/bin/dash", "etc/os-release", "etc/passwd", "var/lib/dpkg/status.d/libc6");
        assertThat(paths(1))
                .contains("opt/passage/lib/runtime/bin/passage")
                .allMatch(path -> path.startsWith("opt/passage/lib/runtime/"));
        assertThat(paths(2))
                .contains("opt/passage/bin/passage", "opt/passage/lib/app/LICENSE")
                .doesNotContain("opt/passage/lib/app/passage.aot")
                .containsAll(ContainerImage.jars().stream()
                        .map("opt/passage/lib/app/"::concat)
                        .toList());
        assertThat(paths(AOT_CACHE)).containsExactly("opt/passage/lib/app/passage.aot");
    }

    @Test
    void holdsNothingThatChangesUserOrThatOthersMayWrite() {
        List<TarEntry> all = image.layers().stream()
                .flatMap(layer -> image.entries(layer).stream())
                .toList();

        assertThat(all).allMatch(entry -> entry.owner().equals("0/0")).noneMatch(TarEntry::changesUser);
        assertThat(all.stream().filter(entry -> !entry.isLink() && entry.isWritableByOthers()))
                .extracting(TarEntry::path)
                .containsExactlyInAnyOrder("tmp/", "var/tmp/");
        assertThat(all.stream().filter(TarEntry::isFile))
                .extracting(TarEntry::path)
                .noneMatch(path -> path.matches(".*/(apt|apt-get|dpkg|bash|perl.*)"));
    }

    @Test
    void namesItsLayersByTheirDigestsAsOciAndAsDocker() throws IOException {
        for (JsonNode layer : image.layers()) {
            assertThat("sha256:" + Sha256.of(image.file(layer)))
                    .isEqualTo(layer.get("digest").asText());
            assertThat(Files.size(image.file(layer)))
                    .isEqualTo(layer.get("size").asLong());
        }
        assertThat(image.layersForDocker())
                .containsExactlyElementsOf(image.layers().stream()
                        .map(layer -> "blobs/" + layer.get("digest").asText().replace(':', '/'))
                        .toList());
        assertThat(image.configuration().get("rootfs").get("diff_ids"))
                .hasSize(image.layers().size());
    }

    @Test
    void isTheSameWhenItIsBuiltAgain() throws IOException {
        ContainerImage again = ContainerImage.build("second", logs);

        assertThat(again.layers()).isEqualTo(image.layers());
        assertThat(Sha256.of(again.archive())).isEqualTo(Sha256.of(image.archive()));
    }

    /** With other times the virtual machine would not take the cache. */
    @Test
    void givesJarsTheTimeThatTheyHadWhenTheAotCacheWasMade() throws IOException {
        Instant created = Instant.parse(image.configuration().get("created").asText());

        assertThat(Files.readString(Path.of("..", "pom.xml")))
                .contains("<project.build.outputTimestamp>" + created + "</project.build.outputTimestamp>");
        for (String jar : ContainerImage.jars()) {
            assertThat(Files.getLastModifiedTime(ContainerImage.application().resolve(jar)))
                    .as(jar)
                    .isEqualTo(FileTime.from(created));
        }
    }

    @Test
    void dependsOnNoClock() {
        String created = image.configuration().get("created").asText();
        String shown = created.substring(0, 16).replace('T', ' ');

        assertThat(image.layers())
                .allSatisfy(layer -> assertThat(image.entries(layer))
                        .allMatch(entry -> entry.time().equals(shown)));
    }

    @Test
    void hasAllJarsAndAllPackagesInItsBillOfMaterials() throws IOException {
        JsonNode sbom = image.sbom();
        List<JsonNode> components = ContainerImage.list(sbom.get("components"));

        assertThat(sbom.get("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.get("metadata").get("component").get("name").asText()).isEqualTo("proxy-server");
        assertThat(components)
                .extracting(component -> component.get("bom-ref").asText())
                .doesNotHaveDuplicates();
        List<String> purls = sbom.findValuesAsText("purl");
        List<String> files =
                purls.stream().map(ContainerImageIT::jarOf).distinct().toList();
        assertThat(files).containsAll(ContainerImage.jars());
        assertThat(packages())
                .allSatisfy(parts -> assertThat(purls)
                        .anyMatch(purl -> purl.startsWith("pkg:deb/debian/%s@%s?arch=%s&distro=debian-"
                                .formatted(parts.get(0), parts.get(1).replace("+", "%2B"), parts.get(2)))));
        assertThat(purls).anyMatch(purl -> purl.startsWith("pkg:generic/openjdk@25"));
    }

    /** The jar of {@code pkg:maven/group/name@version?classifier=x&type=jar}. */
    private static String jarOf(String purl) {
        String coordinates = purl.substring(purl.lastIndexOf('/') + 1);
        String name = coordinates.replaceFirst("\\?.*", "").replace('@', '-');
        String classifier = coordinates.contains("classifier=")
                ? "-" + coordinates.replaceFirst(".*classifier=([^&]*).*", "$1")
                : "";
        return name + classifier + ".jar";
    }

    private static List<List<String>> packages() throws IOException {
        return Files.readAllLines(ContainerImage.base().resolve("packages")).stream()
                .map(line -> List.of(line.split(" ")))
                .toList();
    }

    private List<String> paths(int layer) {
        return image.entries(image.layers().get(layer)).stream()
                .map(TarEntry::path)
                .toList();
    }
}
