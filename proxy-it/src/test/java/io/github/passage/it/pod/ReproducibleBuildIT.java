package io.github.passage.it.pod;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the build makes is made of the sources alone: no clock, no place and no order of the machine is in it. */
@EnabledOnOs(OS.LINUX)
class ReproducibleBuildIT {
    private static final Path TARGET = Path.of("..", "proxy-server", "target");
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    static List<String> jars() {
        return ContainerImage.jars();
    }

    static Stream<String> ownJars() {
        return jars().stream().filter(jar -> jar.startsWith("proxy-"));
    }

    @ParameterizedTest
    @MethodSource("ownJars")
    void entriesOfOurJarsHaveOneTimeAndASortedOrder(String jar) throws IOException {
        try (ZipFile file =
                new ZipFile(ContainerImage.application().resolve(jar).toFile())) {
            LocalDateTime built = LocalDateTime.ofInstant(
                    Files.getLastModifiedTime(ContainerImage.application().resolve(jar))
                            .toInstant(),
                    ZoneOffset.UTC);

            assertThat(file.stream())
                    .isNotEmpty()
                    .allMatch(entry -> entry.getTimeLocal().equals(built));
            assertThat(content(file).filter(ZipEntry::isDirectory))
                    .extracting(ZipEntry::getName)
                    .isSorted();
            assertThat(content(file).filter(entry -> !entry.isDirectory()))
                    .extracting(ZipEntry::getName)
                    .isSorted();
        }
    }

    /** What stands around it, the manifest and the POM, has a place of its own. */
    private static Stream<? extends ZipEntry> content(ZipFile file) {
        return file.stream().filter(entry -> !entry.getName().startsWith("META-INF/"));
    }

    @ParameterizedTest
    @MethodSource("ownJars")
    void ourJarsDoNotSayWhereTheyWereBuilt(String jar) throws IOException {
        try (ZipFile file =
                new ZipFile(ContainerImage.application().resolve(jar).toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                // Names are ASCII, also among other bytes
                assertThat(new String(file.getInputStream(entry).readAllBytes(), UTF_8))
                        .as(entry.getName())
                        .doesNotContain(CHECKOUT.toString());
            }
        }
    }

    /** The build rewrites some of them. */
    @ParameterizedTest
    @MethodSource("jars")
    void entriesOfJarsKeepTheTimesThatTheyCameWith(String jar) throws IOException {
        assertThat(times(ContainerImage.application().resolve(jar)))
                .containsExactlyInAnyOrderElementsOf(
                        times(TARGET.resolve("image-input").resolve(jar)));
    }

    private static List<String> times(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName() + " " + entry.getTimeLocal())
                    .toList();
        }
    }

    @Test
    void theBillOfMaterialsHasNoNumberAndNoTimeOfItsOwn() throws IOException {
        JsonNode sbom =
                new JsonMapper().readTree(TARGET.resolve("passage.cdx.json").toFile());

        assertThat(sbom.has("serialNumber")).isFalse();
        assertThat(sbom.at("/metadata").has("timestamp")).isFalse();
        assertThat(sbom.toString()).doesNotContain(CHECKOUT.toString());
    }
}
