package io.github.passage.it.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.program.TestServer;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Sha256;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The container image as podman runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerRunIT {
    private static final String PROXY = "proxy";
    private static final Pattern LISTENS = Pattern.compile("hop \\S+ listens on ([0-9.]+):(\\d+)\"");

    /** Netty says so where the machine of the test has no name server or no network card. */
    private static final Pattern OF_THE_NETWORK =
            Pattern.compile("io\\.netty\\.(resolver\\.dns|util\\.internal\\.MacAddressUtil)");

    private static final PortRange SERVER_PORTS = new PortRange(20000, 20009);
    private static final long FILE_BYTES = 4L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ItLogs logs = ItLogs.fresh("ContainerRunIT");
    private String name = "";
    private Podman podman;

    @BeforeAll
    void load() {
        ContainerImage image = ContainerImage.build("run", logs);
        podman = Podman.create(List.of(), logs);
        podman.run("load", "--quiet", "--input=" + image.archive());
        name = "localhost/" + image.name();
    }

    @AfterAll
    void end() {
        if (podman != null) {
            podman.close();
        }
    }

    @Test
    void takesItsClassesFromTheAotCache() {
        List<String> printed = podman.run(
                "run",
                "--rm",
                "--network=none",
                // In this mode a virtual machine that cannot use its cache ends at once
                "--env=PASSAGE_JAVA_OPTIONS=-XX:AOTMode=on -Xlog:class+load",
                name,
                "--version");

        assertThat(printed)
                .anyMatch(line ->
                        line.matches(".* io\\.github\\.passage\\.cli\\.ProxyCommand source: shared objects file.*"));
    }

    @Test
    void takesNamesOfFilesInUtf8() throws IOException {
        try (WorkDirectory work = WorkDirectory.create("passage-names")) {
            Files.writeString(
                    work.path().resolve("grün.conf"),
                    "passage.hops.edge { listen = \"127.0.0.1:2121\", target = \"127.0.0.2:21\" }");

            assertThat(podman.run(
                            "run",
                            "--rm",
                            "--network=none",
                            "--volume=" + work.path() + ":/etc/passage:ro",
                            name,
                            "check-config",
                            "/etc/passage/grün.conf"))
                    .contains("/etc/passage/grün.conf: good");
        }
    }

    @Test
    void servesWhereNothingCanBeWritten() throws IOException {
        try (TestServer server = new TestServer(logs, SERVER_PORTS, FILE_BYTES)) {
            InetSocketAddress hop = start(server);

            assertThat(failedToWrite("/tmp/try")).contains("Read-only file system");
            retrieve(hop, server);
            assertThat(nativeLibraries())
                    .isNotEmpty()
                    .allMatch(file -> file.contains("/opt/passage/lib/app/libnetty_transport_native_epoll"));

            podman.run("stop", "--time=30", PROXY);
            assertThat(podman.run("inspect", "--format={{.State.ExitCode}}", PROXY))
                    .containsExactly("0");
            assertThat(podman.logOf(PROXY))
                    .filteredOn(line -> !OF_THE_NETWORK.matcher(line).find())
                    .allMatch(line -> line.contains("\"level\":\"INFO\""));
        }
    }

    /** In the network of the test, without capabilities. */
    private InetSocketAddress start(TestServer server) {
        podman.run(
                "run",
                "--detach",
                "--name=" + PROXY,
                "--network=host",
                "--read-only",
                // Else podman mounts file systems for /tmp, /run and /var/tmp
                "--read-only-tmpfs=false",
                "--cap-drop=all",
                "--security-opt=no-new-privileges",
                name,
                "proxy",
                "--listen",
                server.hopHost() + ":0",
                "--target",
                server.target(),
                "--admin",
                "off",
                "--auth",
                "pass");
        MatchResult listens = await().atMost(PATIENCE)
                .until(
                        () -> podman.logOf(PROXY).stream()
                                .flatMap(line -> LISTENS.matcher(line).results())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        return new InetSocketAddress(InetAddress.ofLiteral(listens.group(1)), Integer.parseInt(listens.group(2)));
    }

    private String failedToWrite(String file) throws IOException {
        Path log = logs.file("write");
        int exit =
                ChildProcess.run(podman.command("exec", PROXY, "/bin/sh", "-c", "echo > " + file), "", log, PATIENCE);
        assertThat(exit).isNotZero();
        return Files.readString(log);
    }

    private static void retrieve(InetSocketAddress hop, TestServer server) throws IOException {
        try (FtpDialog dialog = FtpDialog.open(hop)) {
            dialog.login(server.rig().account());
            try (Socket data = dialog.openData(dialog.pasv())) {
                dialog.send("RETR " + TestServer.FILE);
                dialog.expect("150");
                assertThat(Sha256.of(data.getInputStream())).isEqualTo(server.sha256());
            }
            dialog.expect("226");
            dialog.send("QUIT");
            dialog.expect("221");
        }
    }

    /** Netty's, where the proxy's process has mapped them. */
    private List<String> nativeLibraries() throws IOException {
        Path maps = Path.of("/proc", Long.toString(podman.processOf(PROXY)), "maps");
        List<String> found = new ArrayList<>();
        for (String line : Files.readAllLines(maps)) {
            if (line.contains("libnetty")) {
                found.add(line.substring(line.indexOf('/')));
            }
        }
        return found;
    }
}
