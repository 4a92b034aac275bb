package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.tool.ItLogs;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a user gets wrong is one line for each mistake, and exit code 2. */
class MistakesIT {
    private static final Path PRIVILEGED_PORTS = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
    private static final String TARGET = "127.0.0.1:9";

    private final ItLogs logs = ItLogs.fresh("MistakesIT");
    private final InetAddress address = new LoopbackAddresses().next();

    @TempDir
    private Path directory;

    static Stream<Arguments> wrongCommands() {
        return Stream.of(
                Arguments.of("", "no command"),
                Arguments.of("prox", "unknown command \"prox\""),
                Arguments.of("proxy --lisen 127.0.0.1:0", "unknown option \"--lisen\", did you mean --listen"),
                Arguments.of("proxy --listen 127.0.0.1:0", "--target: missing"),
                Arguments.of("proxy --target 127.0.0.1:9", "--listen: missing"),
                Arguments.of("proxy --listen 127.0.0.1:99999 --target 127.0.0.1:9", "--listen: .*99999"),
                Arguments.of("proxy --listen 127.0.0.1:0 --target nowhere", "--target: .*nowhere"),
                Arguments.of("proxy --listen 127.0.0.1:0 --target 127.0.0.1:9 --data-ports 9-8", "--data-ports: .*9-8"),
                Arguments.of(
                        "proxy --listen 127.0.0.1:0 --target 127.0.0.1:9 --passive-address 1.2.3",
                        "--passive-address: .*1\\.2\\.3"),
                Arguments.of("proxy --listen 127.0.0.1:0 --target 127.0.0.1:9 --epsv maybe", "--epsv: .*maybe"),
                Arguments.of("proxy --listen 127.0.0.1:0 --target 127.0.0.1:9 --auth maybe", "--auth: .*maybe"),
                Arguments.of(
                        "proxy --listen 127.0.0.1:0 --target 127.0.0.1:9 --data-peer prefix/33",
                        "--data-peer: .*prefix/33"),
                Arguments.of("proxy --config a.conf --target 127.0.0.1:9", "--config: "),
                Arguments.of("proxy --config /nonexistent.conf", "/nonexistent\\.conf: no such file"),
                Arguments.of("check-config", "FILE"),
                Arguments.of("check-config /nonexistent.conf", "/nonexistent\\.conf: no such file"),
                Arguments.of("check-config /", "/: a directory"),
                Arguments.of("doctor", "URL: none"),
                Arguments.of("doctor ftp://alice:secret@h/", "URL: a password in it"),
                Arguments.of("doctor ftp://alice@h/", "password: none for user alice"),
                Arguments.of("doctor ftp://h/ --format xml", "--format: .*xml"),
                Arguments.of("doctor ftp://h/ --netrc /nonexistent", "--netrc: /nonexistent: no such file"),
                Arguments.of("lab --topology ring", "--topology: \"ring\""),
                Arguments.of("lab --passive-ip soon", "--passive-ip: .*soon"),
                Arguments.of("lab --rewrite name.example", "--rewrite: .*name\\.example"),
                Arguments.of("lab --rewrite-at client", "--rewrite-at: .*client"),
                Arguments.of("lab --rewrite-at vpce --topology nlb", "--rewrite-at: .*vpce"),
                Arguments.of("lab --scenario nothing", "--scenario: .*nothing"),
                Arguments.of("lab --scenario zone-down --topology nlb", "--topology: not with --scenario"),
                Arguments.of("lab --scenario zone-down --time-scale 2", "--time-scale: not with --scenario"),
                Arguments.of("lab --scenario zone-down --passive-ip AUTO", "--passive-ip: not with --scenario"),
                Arguments.of("lab --scenario zone-down --rewrite keep", "--rewrite: not with --scenario"),
                Arguments.of("lab --fabric moon", "--fabric: .*moon"),
                Arguments.of("lab --time-scale 0", "--time-scale: .*0"),
                Arguments.of("lab --api here", "--api: .*here"),
                Arguments.of("lab --topology /nonexistent.conf", "/nonexistent\\.conf: no such file"),
                Arguments.of("ctl", "no command"),
                Arguments.of("ctl --api http://127.0.0.1:9 show", "--api: .*nothing answers there"),
                Arguments.of("ctl --api nowhere show", "--api: .*nowhere"),
                Arguments.of("ctl admin", "no command"),
                Arguments.of("ctl admin ready --url nowhere", "--url: .*nowhere"),
                Arguments.of("ctl admin hops --url http://127.0.0.1:9", "--url: .*nothing answers there"),
                Arguments.of("ctl admin hops --token-file /nonexistent", "--token-file: .*/nonexistent"),
                Arguments.of("ctl admin log-level passage", "LEVEL: none"),
                Arguments.of("proxy --listen 127.0.0.1:0 --target 127.0.0.1:9 --admin here", "--admin: .*here"),
                Arguments.of("proxy --listen 127.0.0.1:0 --target 127.0.0.1:9 --admin 0.0.0.0:0", "--admin: .*token"),
                Arguments.of("lab --admin 0.0.0.0:0", "--admin: .*--admin-token-file"),
                Arguments.of("lab --unreachable never", "--unreachable: .*never"),
                Arguments.of("lab --control-port 8192", "--control-port: .*8192"),
                Arguments.of("lab --control-port x", "--control-port.*x"));
    }

    @ParameterizedTest(name = "passage {0}")
    @MethodSource("wrongCommands")
    void aWrongCommandIsToldInOneLine(String arguments, String told) {
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        try (PassageProcess passage = PassageProcess.start(logs, words)) {
            faultsOf(passage, told);
        }
    }

    @Test
    void aControlPortInUseIsToldInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, address);
                PassageProcess passage = proxy(taken.getLocalPort())) {
            faultsOf(passage, address.getHostAddress() + ":" + taken.getLocalPort() + ".*in use");
        }
    }

    @Test
    void aDataPortInUseIsToldInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(8195, 1, address);
                PassageProcess passage = proxy(0)) {
            assertThat(taken.isBound()).isTrue();
            faultsOf(passage, address.getHostAddress() + ":8195.*in use");
        }
    }

    @Test
    void aForeignAddressIsToldInOneLine() {
        try (PassageProcess passage =
                PassageProcess.start(logs, "proxy", "--listen", "192.0.2.1:2121", "--target", TARGET)) {
            faultsOf(passage, "192\\.0\\.2\\.1:\\d+.*not an address of this machine");
        }
    }

    @Test
    void port21WithoutPrivilegeIsToldInOneLine() throws IOException {
        assumeThat(firstUnprivilegedPort())
                .as("first port that needs no privilege")
                .isGreaterThan(21);
        try (Unprivileged program = new Unprivileged();
                PassageProcess passage = program.start(
                        logs, "proxy", "--listen", address.getHostAddress() + ":21", "--target", TARGET)) {
            faultsOf(passage, address.getHostAddress() + ":21.*permission denied");
        }
    }

    @Test
    void anUnreadableFileIsToldInOneLine() throws IOException {
        try (Unprivileged program = new Unprivileged()) {
            // The directory of the test itself is not open to others
            Path file = Files.createTempFile("unreadable", ".conf");
            try {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
                try (PassageProcess passage = program.start(logs, "proxy", "--config", file.toString())) {
                    faultsOf(passage, file + ": no permission to read it");
                }
            } finally {
                Files.delete(file);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"proxy --config", "check-config"})
    void everyMistakeInAFileIsALineOfItsOwn(String command) {
        Path file = new ConfigFiles(directory).write("bad.conf", """
                shutdown-grace = soon
                hops {
                  edge {
                    listen = "127.0.0.1:0"
                    target = "127.0.0.1:9"
                    admit = [ 10.0.0.0/33 ]
                    pasive-address = control
                  }
                }
                """);
        String[] words = (command + " " + file).split(" ");
        try (PassageProcess passage = PassageProcess.start(logs, words)) {
            faultsOf(
                    passage,
                    "bad\\.conf:2: passage\\.shutdown-grace: .*soon.*expected",
                    "bad\\.conf:7: passage\\.hops\\.edge\\.admit.*10\\.0\\.0\\.0/33.*expected",
                    "bad\\.conf:8: passage\\.hops\\.edge\\.pasive-address: unknown key.*passive-address");
        }
    }

    private PassageProcess proxy(int port) {
        return PassageProcess.start(
                logs, "proxy", "--listen", address.getHostAddress() + ":" + port, "--target", TARGET);
    }

    private static int firstUnprivilegedPort() throws IOException {
        // The kernel gives a setting in one piece only, so it cannot be read byte by byte
        try (BufferedReader setting = Files.newBufferedReader(PRIVILEGED_PORTS)) {
            return Integer.parseInt(setting.readLine().strip());
        }
    }

    /** One line for each, in any order, and nothing else. */
    private static void faultsOf(PassageProcess passage, String... told) {
        int exit = passage.awaitEnd();
        List<String> errors = passage.errors();
        assertThat(errors).hasSize(told.length).allMatch(line -> line.startsWith("passage"));
        assertThat(told)
                .allSatisfy(regex -> assertThat(errors).anyMatch(line -> line.matches(".*(?:" + regex + ").*")));
        assertThat(passage.output()).isEmpty();
        assertThat(exit).isEqualTo(2);
    }
}
