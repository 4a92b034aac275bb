package io.github.passage.it.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Sha256;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code passage proxy} that may have 256 file descriptors and is asked for more. */
class DescriptorsIT {
    private static final int LIMIT = 256;
    private static final int WAITING = 20;
    private static final String PAUSES = "accepting pauses, open sessions go on reason=";
    private static final String GOES_ON = "accepting goes on ms=";

    private final ItLogs logs = ItLogs.fresh("DescriptorsIT");
    private final TestServer server = new TestServer(logs, new PortRange(20900, 20999), 64 * 1024);
    private final List<FtpDialog> sessions = new ArrayList<>();
    private final List<Socket> waiting = new ArrayList<>();
    private PassageProcess program;
    private InetSocketAddress hop;

    @BeforeEach
    void start() {
        program = PassageProcess.start(
                logs,
                List.of(),
                List.of(
                        "/bin/sh",
                        "-c",
                        "ulimit -n " + LIMIT + " && exec \"$0\" \"$@\"",
                        PassageProcess.program().toString(),
                        "proxy",
                        "--log-format",
                        "text",
                        "--listen",
                        server.hopHost() + ":0",
                        "--target",
                        server.target()));
        MatchResult listens = program.awaitError("hop \\S+ listens on ([0-9.]+):(\\d+)$");
        hop = new InetSocketAddress(InetAddress.ofLiteral(listens.group(1)), Integer.parseInt(listens.group(2)));
    }

    @AfterEach
    void stop() throws IOException {
        closeAll(sessions);
        closeAll(waiting);
        program.close();
        server.close();
    }

    private static void closeAll(List<? extends Closeable> open) throws IOException {
        for (Closeable each : open) {
            each.close();
        }
        open.clear();
    }

    @Test
    @Timeout(120)
    void acceptingPausesWhenNoneIsLeftAndGoesOnWhenSomeAreFree() throws Exception {
        sessions.add(login());
        sessions.add(login());
        assertThat(transfer(sessions.getFirst())).isEqualTo(server.sha256());
        closeAll(sessions);
        long before = steadyDescriptors();

        Optional<CompletableFuture<FtpDialog>> unanswered = openUntilAcceptingPauses();

        assertThat(linesWith(PAUSES)).singleElement(STRING).contains("all " + LIMIT + " file descriptors", "ulimit -n");
        assertThat(sessions).hasSizeGreaterThan(80);
        for (FtpDialog session : sessions) {
            session.send("NOOP");
            session.expect("200");
        }
        for (int i = 0; i < WAITING; i++) {
            waiting.add(new Socket(hop.getAddress(), hop.getPort()));
        }
        // What the sessions made hot may still be compiled; a loop that spins does so for ever
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(usedInThreeSeconds()).isLessThan(Duration.ofMillis(300)));
        assertThat(linesWith(GOES_ON)).isEmpty();

        closeAll(sessions.subList(0, 40));

        for (Socket client : waiting) {
            assertThat(firstLineOf(client)).startsWith("220");
        }
        unanswered.ifPresent(this::servedOrTold);
        assertThat(transfer(sessions.getFirst())).isEqualTo(server.sha256());
        sessions.add(login());
        program.awaitError(GOES_ON + "\\d+$");
        assertThat(linesWith(PAUSES)).hasSize(1);
        assertThat(linesWith(GOES_ON)).hasSize(1);
        assertThat(linesWith(" ERROR ")).isEmpty();

        closeAll(sessions);
        closeAll(waiting);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(before));
    }

    private void servedOrTold(CompletableFuture<FtpDialog> login) {
        try {
            sessions.add(login.join());
        } catch (CompletionException told) {
            assertThat(told).hasMessageContaining("421 ");
        }
    }

    /** The session for which no descriptor was left may be told so, or wait; the one without an answer yet is returned. */
    private Optional<CompletableFuture<FtpDialog>> openUntilAcceptingPauses() {
        while (sessions.size() < LIMIT) {
            CompletableFuture<FtpDialog> login = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    login.complete(login());
                } catch (IOException e) {
                    login.completeExceptionally(e);
                }
            });
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> login.isDone() || !linesWith(PAUSES).isEmpty());
            if (!login.isDone()) {
                return Optional.of(login);
            }
            if (login.isCompletedExceptionally()) {
                assertThat(login.exceptionNow()).hasMessageContaining("421 ");
                program.awaitError(PAUSES);
                return Optional.empty();
            }
            sessions.add(login.join());
        }
        throw new AssertionError(LIMIT + " sessions with " + LIMIT + " descriptors");
    }

    private FtpDialog login() throws IOException {
        FtpDialog session = FtpDialog.open(hop);
        session.login(server.rig().account());
        return session;
    }

    private String transfer(FtpDialog session) throws IOException {
        try (Socket data = session.openData(session.pasv())) {
            session.send("RETR " + TestServer.FILE);
            session.expect("150");
            String sum = Sha256.of(data.getInputStream());
            session.expect("226");
            return sum;
        }
    }

    private static String firstLineOf(Socket client) throws IOException {
        client.setSoTimeout(10_000);
        return new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8)).readLine();
    }

    private Duration usedInThreeSeconds() {
        Duration before = program.processorTime();
        Duration end = program.age().plusSeconds(3);
        await().atMost(Duration.ofSeconds(10)).until(() -> program.age().compareTo(end) > 0);
        return program.processorTime().minus(before);
    }

    private List<String> linesWith(String text) {
        return program.errors().stream().filter(line -> line.contains(text)).toList();
    }

    private long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + program.pid() + "/fd"))) {
            return open.count();
        }
    }

    /** How many are open once their number stands still. */
    private long steadyDescriptors() {
        AtomicLong last = new AtomicLong();
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            long now = descriptors();
            return last.getAndSet(now) == now;
        });
        return last.get();
    }
}
