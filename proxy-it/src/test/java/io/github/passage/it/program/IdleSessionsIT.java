package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.tool.ItLogs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the proxy holds for sessions that wait. */
@EnabledOnOs(OS.LINUX)
class IdleSessionsIT {
    private static final int FEW = 1_000;
    private static final int MANY = 9_000;

    /** Before that, tables grow and classes are initialized, which is not a session's share. */
    private static final int FIRST = 100;

    private static final double KIB_PER_SESSION = 12;
    private static final int SCRAPES = 10;
    private static final Duration ONE_SCRAPE = Duration.ofMillis(50);

    /** What a process needs besides two connections for each session. */
    private static final int OTHER_FILES = 500;

    private static final Pattern HARD_LIMIT = Pattern.compile("^Max open files +\\w+ +(\\w+)");

    private final ItLogs logs = ItLogs.fresh("IdleSessionsIT");
    private final LoopbackAddresses addresses = new LoopbackAddresses();

    @Test
    @Timeout(300)
    void nineThousandFitIntoAHeapOf64MebibytesAndIntoTwelveKibibytesEach() throws Exception {
        assumeTrue(openFiles() >= 2 * MANY + OTHER_FILES, "ulimit -n: too few open files for 9,000 sessions");
        try (LoginServer server = LoginServer.start(addresses.next());
                RunningHop hop = start(server, "-Xmx64m");
                IdleSessions sessions = new IdleSessions(hop.address())) {
            long pid = hop.program().pid();
            sessions.open(FIRST);
            long none = ResidentMemory.kib(pid);
            sessions.open(FEW);
            long few = ResidentMemory.kib(pid);
            sessions.open(MANY);
            long many = ResidentMemory.kib(pid);

            assertThat((many - none) / (double) (MANY - FIRST))
                    .as("KiB for each of 9,000, from %d to %d", none, many)
                    .isLessThanOrEqualTo(KIB_PER_SESSION);
            assertThat((many - few) / (double) (MANY - FEW))
                    .as("KiB for each from 1,000 to 9,000, from %d to %d", few, many)
                    .isLessThanOrEqualTo(KIB_PER_SESSION);
            sessions.askAll();
            assertThat(quickestScrape(hop)).as("of one scrape").isLessThan(ONE_SCRAPE);
            assertThat(hop.program().errors()).noneMatch(line -> line.contains(" ERROR ") || line.contains("OutOfMem"));
        }
    }

    /** The first one loads classes; of the rest the quickest has been disturbed least by what else the machine does. */
    private static Duration quickestScrape(RunningHop hop) throws Exception {
        String admin = hop.program().awaitError("admin at (http://\\S+)$").group(1);
        HttpRequest scrape =
                HttpRequest.newBuilder(URI.create(admin + "/metrics")).build();
        Duration quickest = Duration.ofDays(1);
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < SCRAPES; i++) {
                long begun = System.nanoTime();
                String body = client.send(scrape, HttpResponse.BodyHandlers.ofString())
                        .body();
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                assertThat(body).containsPattern("passage_sessions_open\\{hop=\"\\w+\"} " + MANY + "\\.0");
                quickest = took.compareTo(quickest) < 0 ? took : quickest;
            }
        }
        return quickest;
    }

    @Test
    @Timeout(60)
    void oneHoldsWhatTheArchitectureSaysAndNoBuffer() throws Exception {
        try (LoginServer server = LoginServer.start(addresses.next());
                RunningHop hop = start(server);
                IdleSessions sessions = new IdleSessions(hop.address())) {
            sessions.open(FIRST);
            LiveObjects before = LiveObjects.of(hop.program().pid());
            sessions.open(FIRST + FEW);
            LiveObjects after = LiveObjects.of(hop.program().pid());

            SoftAssertions each = new SoftAssertions();
            for (Map.Entry<MemoryTable, Long> row : MemoryTable.read().entrySet()) {
                long bytes = (row.getKey().in(after) - row.getKey().in(before)) / FEW;
                each.assertThat(bytes).as(row.getKey().toString()).isCloseTo(row.getValue(), aboutAsMuchAs(row));
            }
            each.assertThat(buffers(after) - buffers(before))
                    .as("bytes of buffers for %d sessions", FEW)
                    .isLessThan(FEW);
            each.assertAll();
        }
    }

    private static Offset<Long> aboutAsMuchAs(Map.Entry<MemoryTable, Long> row) {
        return Offset.offset(16 + row.getValue() * 15 / 100);
    }

    private static long buffers(LiveObjects objects) {
        return objects.of(name -> (name.startsWith("io.netty.buffer.") && name.contains("ByteBuf"))
                || name.equals("java.nio.DirectByteBuffer"));
    }

    private RunningHop start(LoginServer server, String... javaOptions) {
        return RunningHop.start(
                logs,
                List.of(javaOptions),
                "proxy",
                "--listen",
                addresses.next().getHostAddress() + ":0",
                "--target",
                server.hostAndPort());
    }

    /** The most that this process, and the program with it, may have open at once. */
    private static long openFiles() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .map(HARD_LIMIT::matcher)
                .filter(Matcher::find)
                .map(limit -> limit.group(1))
                .mapToLong(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
                .findFirst()
                .orElseThrow();
    }
}
