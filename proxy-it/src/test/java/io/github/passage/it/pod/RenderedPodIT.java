package io.github.passage.it.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.Commands;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The pod that the chart renders in mode sidecar, run by podman: vsftpd, Passage from its image, and real clients outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RenderedPodIT {
    private static final String POD = "demo-passage-pod-0";
    private static final String PASSAGE = POD + "-passage";
    private static final String SERVER = POD + "-server";
    private static final String SERVER_IMAGE = "localhost/vsftpd:it";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ItLogs logs = ItLogs.fresh("RenderedPodIT");
    private final Commands commands = new Commands(logs);
    private RenderedSidecar rendered;
    private Podman podman;
    private PodLink link;

    @TempDir
    private static Path directory;

    @BeforeAll
    void play() throws IOException {
        ContainerImage image = ContainerImage.build("pod", logs);
        rendered = RenderedSidecar.of("""
                mode: sidecar
                image: {repository: localhost/%s, tag: %s, pullPolicy: Never}
                admin: {token: 0123456789abcdef01}
                service: {enabled: false}
                sidecar: {server: {image: %s, pullPolicy: Never}}
                """.formatted(image.repository(), image.tag(), SERVER_IMAGE), directory);
        podman = Podman.create(rendered.sysctls(), logs);
        podman.run("load", "--quiet", "--input=" + image.archive());
        podman.run("import", "--quiet", serverRoot().toString(), SERVER_IMAGE);
        podman.play(Files.writeString(directory.resolve("pod.yaml"), Playable.of(rendered.objects())));
        link = PodLink.to(podman.processOf(PASSAGE), logs);
    }

    /** vsftpd and its libraries, on the base of Passage's image. */
    private Path serverRoot() {
        Path root = directory.resolve("vsftpd.tar");
        Path unpacked = Tools.require(Tool.VSFTPD).getParent().getParent().getParent();
        commands.run(
                Path.of("src/test/resources/io/github/passage/it/pod/server-root.sh")
                        .toAbsolutePath()
                        .toString(),
                ContainerImage.base().resolve("root").toString(),
                unpacked.toString(),
                root.toString());
        return root;
    }

    @AfterAll
    void end() {
        try (Podman _ = podman;
                PodLink _ = link) {
            if (podman != null) {
                podman.run("ps", "--all");
                podman.logOf(PASSAGE);
                podman.logOf(SERVER);
            }
        }
    }

    @Test
    @Order(1)
    void answersItsProbes() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(status(rendered.passage()
                                .at("/" + probe + "/httpGet/path")
                                .asText()))
                        .as("%s, %s", probe, podman.logOf(PASSAGE))
                        .isEqualTo("200");
            }
        });
    }

    @Test
    @Order(2)
    void runsAsTheRestrictedStandardDemands() throws IOException {
        for (String container : List.of(PASSAGE, SERVER)) {
            Path process = Path.of("/proc", Long.toString(podman.processOf(container)));
            assertThat(Files.readAllLines(process.resolve("status")))
                    .as(container)
                    .contains("CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2")
                    .anyMatch(line -> line.matches("Uid:(\t65532){4}"))
                    .anyMatch(line -> line.matches("Gid:(\t65532){4}"));
            assertThat(Files.readAllLines(process.resolve("mounts")))
                    .as(container)
                    .anyMatch(line -> line.matches("\\S+ / \\S+ ro[, ].*"));
        }
    }

    @Test
    @Order(3)
    void cannotWriteToItsRootButToTmp() {
        podman.run("exec", PASSAGE, "/bin/sh", "-c", "echo > /tmp/try");

        Path log = logs.file("write");
        int exit = ChildProcess.run(
                podman.command("exec", PASSAGE, "/bin/sh", "-c", "echo > /opt/passage/try"), "", log, LIMIT);
        assertThat(exit).isNotZero();
        assertThat(log).content().contains("Read-only file system");
    }

    @Test
    @Order(4)
    void carriesFilesForClientsOutside() throws IOException {
        byte[] content = new byte[3 << 20];
        new Random(7).nextBytes(content);
        Path file = Files.write(directory.resolve("sent.bin"), content);

        curl("--upload-file", file.toString(), url("epsv.bin"));
        curl("--disable-epsv", "--no-ftp-skip-pasv-ip", "--upload-file", file.toString(), url("pasv.bin"));

        assertThat(curl("--list-only", url(""))).contains("epsv.bin", "pasv.bin");
        assertThat(curl("--disable-epsv", "--no-ftp-skip-pasv-ip", "--list-only", url("")))
                .contains("epsv.bin", "pasv.bin");
        Path received = directory.resolve("received.bin");
        curl("--output", received.toString(), url("pasv.bin"));
        assertThat(received).hasBinaryContent(content);
        Path literally = directory.resolve("literally.bin");
        client(
                Tool.WGET,
                "--tries=1",
                "--timeout=20",
                "--no-verbose",
                "--output-document=" + literally,
                url("epsv.bin"));
        assertThat(literally).hasBinaryContent(content);
    }

    @Test
    @Order(5)
    void endsInOrderWhenThePodIsEnded() {
        podman.run("stop", "--time=30", PASSAGE);

        assertThat(podman.run("inspect", "--format={{.State.ExitCode}}", PASSAGE))
                .containsExactly("0");
        assertThat(podman.logOf(PASSAGE)).noneMatch(line -> line.contains("\"level\":\"ERROR\""));
    }

    private String url(String file) {
        return "ftp://%s:%d/%s".formatted(PodLink.POD, rendered.port("control"), file);
    }

    private String status(String path) {
        return curl(
                        "--output",
                        "/dev/null",
                        "--write-out",
                        "%{http_code}\\n",
                        "http://%s:%d%s".formatted(PodLink.POD, rendered.port("admin"), path))
                .getLast();
    }

    private List<String> curl(String... arguments) {
        return client(
                Tool.CURL,
                Stream.concat(Stream.of("--silent", "--show-error", "--max-time", "30"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private List<String> client(Tool tool, String... arguments) {
        return commands.run(
                link.amongClients(Stream.concat(Stream.of(Tools.require(tool).toString()), Stream.of(arguments))
                        .toList()));
    }
}
