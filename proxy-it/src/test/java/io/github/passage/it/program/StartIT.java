package io.github.passage.it.program;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.tool.ItLogs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What it costs to start the proxy and to let it wait. */
@EnabledOnOs(OS.LINUX)
class StartIT {
    /**
     * The bar is 300 ms on the clock on a machine that has nothing else to do. Tests run beside other builds and on slower machines, so
     * they count time of processors and compare the least of so many starts with the least of those that take no class from the
     * cache, in turn: 0.53 s and 1.53 s were seen where a start takes 380 ms.
     */
    private static final int STARTS = 5;

    /** The program gives memory that it does not need any more back every ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long IDLE_KIB = 80 * 1024;

    private final ItLogs logs = ItLogs.fresh("StartIT");
    private final LoopbackAddresses addresses = new LoopbackAddresses();

    @Test
    void itsClassesComeFromTheCacheThatTheBuildMade() throws IOException {
        Path loaded = logs.file("classes").toAbsolutePath();
        try (PassageProcess version = PassageProcess.start(
                logs,
                // In this mode a virtual machine that cannot use its cache ends at once
                List.of("-XX:AOTMode=on", "-Xlog:class+load:file=" + loaded),
                PassageProcess.program(),
                List.of("--version"))) {
            assertThat(version.awaitEnd()).isZero();
            assertThat(version.errors()).isEmpty();
            assertThat(Files.readAllLines(loaded))
                    .anyMatch(line -> line.matches(
                            ".* io\\.github\\.passage\\.cli\\.ProxyCommand source: shared objects file.*"));
        }
    }

    @Test
    void theFirstGreetingTakesLittleWork() throws IOException {
        SortedSet<Duration> starts = new TreeSet<>();
        SortedSet<Duration> without = new TreeSet<>();
        try (ScriptedControl server = ScriptedControl.start(addresses.next(), "220 ready", Map.of())) {
            for (int i = 0; i < STARTS; i++) {
                starts.add(workOf(server));
                without.add(workOf(server, "-XX:AOTMode=off"));
            }
        }
        assertThat(starts.first().multipliedBy(2))
                .as("starts: %s, without the cache: %s", starts, without)
                .isLessThan(without.first());
    }

    private Duration workOf(ScriptedControl server, String... javaOptions) throws IOException {
        try (RunningHop hop = start(server, javaOptions)) {
            awaitGreeting(hop);
            return hop.program().processorTime();
        }
    }

    @Test
    void withoutSessionsItHoldsLittleMemory() throws IOException {
        try (ScriptedControl server = ScriptedControl.start(addresses.next(), "220 ready", Map.of());
                RunningHop hop = start(server)) {
            awaitGreeting(hop);

            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(ResidentMemory.kib(hop.program().pid()))
                                    .as("resident KiB")
                                    .isLessThanOrEqualTo(IDLE_KIB));
        }
    }

    private RunningHop start(ScriptedControl server, String... javaOptions) {
        return RunningHop.start(
                logs,
                List.of(javaOptions),
                "proxy",
                "--listen",
                addresses.next().getHostAddress() + ":0",
                "--target",
                server.hostAndPort(),
                "--log-format",
                "auto");
    }

    private static void awaitGreeting(RunningHop hop) throws IOException {
        try (Socket client =
                        new Socket(hop.address().getAddress(), hop.address().getPort());
                BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
            client.setSoTimeout(10_000);
            assertThat(in.readLine()).isEqualTo("220 ready");
        }
    }
}
