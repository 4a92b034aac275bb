package io.github.passage.it.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.program.PassageProcess;
import io.github.passage.it.program.RunningHop;
import io.github.passage.it.server.Account;
import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.tool.ItLogs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The configuration changes, then the program is told to end, while 200 transfers are under way. */
@Timeout(150)
class ReloadAndDrainIT {
    private static final int TRANSFERS = 200;
    private static final int ADDRESSES = 100;
    private static final int IDLE = 20;
    private static final Account ACCOUNT = new Account("anna", "secret");

    @TempDir
    private Path folder;

    private final ItLogs logs = ItLogs.fresh("ReloadAndDrainIT");
    private final LoopbackAddresses addresses = new LoopbackAddresses();
    private final InetAddress hopHost = addresses.next();
    private final Gates gates = new Gates(TRANSFERS);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        http.close();
    }

    private String config(PatternServer target, String... more) {
        return """
                passage {
                  admin.listen = "%1$s:0"
                  hops.edge { listen = "%1$s:0", target = "%2$s", data-ports = 18792-18800 }
                  %3$s
                }
                """.formatted(hopHost.getHostAddress(), target.hostAndPort(), String.join("\n  ", more));
    }

    private HttpResponse<String> get(PassageProcess program, String path) throws Exception {
        String url = program.awaitError("admin at (http://\\S+)$").group(1);
        return http.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString());
    }

    /** One transfer of its own session; even ones are downloads. Returns the last reply of the session. */
    private String transfer(RunningHop hop, int number) throws IOException {
        InetAddress client = InetAddress.ofLiteral("127.91.7." + (1 + number % ADDRESSES));
        try (FtpDialog dialog = FtpDialog.open(hop.address(), client)) {
            dialog.login(ACCOUNT);
            try (Socket data = dialog.openData(dialog.pasv())) {
                data.setSoTimeout(90_000);
                dialog.send((number % 2 == 0 ? "RETR " : "STOR ") + number);
                dialog.expect("150");
                for (int part = 0; part < Gates.PARTS; part++) {
                    move(number, part, data);
                }
                data.shutdownOutput();
                dialog.expect("226");
            }
            String goodbye = dialog.expect("421");
            assertThat(dialog.isAtEnd()).isTrue();
            return goodbye;
        }
    }

    private void move(int number, int part, Socket data) throws IOException {
        if (number % 2 == 0) {
            assertThat(Pattern.check(number, part, data.getInputStream())).isTrue();
            gates.arrive(part);
        } else {
            Pattern.send(number, part, data.getOutputStream());
            gates.pass(part);
        }
    }

    private List<FtpDialog> idle(RunningHop hop) throws IOException {
        List<FtpDialog> dialogs = new ArrayList<>();
        for (int i = 0; i < IDLE; i++) {
            FtpDialog dialog = FtpDialog.open(hop.address());
            dialog.login(ACCOUNT);
            dialogs.add(dialog);
        }
        return dialogs;
    }

    @Test
    void noTransferBreaks() throws Exception {
        try (PatternServer first = new PatternServer("first", addresses.next(), gates);
                PatternServer second = new PatternServer("second", addresses.next(), gates);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ConfigMapFolder map = new ConfigMapFolder(folder, config(first));
            try (RunningHop hop =
                    RunningHop.start(logs, "proxy", "--config", map.file().toString())) {
                PassageProcess program = hop.program();
                List<Future<String>> transfers = new ArrayList<>();
                for (int i = 0; i < TRANSFERS; i++) {
                    int number = i;
                    transfers.add(threads.submit(() -> transfer(hop, number)));
                }
                List<FtpDialog> idle = idle(hop);
                gates.awaitAll(0);

                reload(map, hop, second);
                gates.open(0);
                gates.awaitAll(1);
                end(hop);
                gates.open(1);
                gates.awaitAll(2);
                gates.open(2);

                for (Future<String> transfer : transfers) {
                    assertThat(transfer.get()).startsWith("421");
                }
                for (FtpDialog dialog : idle) {
                    dialog.expect("421");
                    assertThat(dialog.isAtEnd()).isTrue();
                    dialog.close();
                }
                assertThat(program.awaitEnd()).isZero();
                program.awaitError("stopped: every session came to its end");
            }
        }
    }

    private void reload(ConfigMapFolder map, RunningHop hop, PatternServer second) throws Exception {
        PassageProcess program = hop.program();
        String edge = """
                hops.edge { passive-address = 203.0.113.9, data-ports = 18796-18804, data-peer = any
                  timeouts.login = 20s, limits.command-line = 128B }
                """;
        map.swap(config(second, edge));
        program.awaitError("the changed configuration holds for new sessions .*hop edge changed");
        try (FtpDialog dialog = FtpDialog.open(hop.address())) {
            dialog.login(ACCOUNT);
            assertThat(dialog.pasv().getAddress().getHostAddress()).isEqualTo("203.0.113.9");
            dialog.send("SITE NAME");
            assertThat(dialog.expect("200")).isEqualTo("200 second");
        }
        assertThat(get(program, "/readyz").body()).doesNotContain("refused");

        map.swap(config(second, edge, "hops.edge.pasive-address = keep"));
        program.awaitError("the configuration is refused, the one before goes on .*pasive-address");
        HttpResponse<String> ready = get(program, "/readyz");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("\"ready\"", "pasive-address", "passage.conf:");
        await().untilAsserted(() -> assertThat(get(program, "/metrics").body())
                .contains("passage_config_last_reload_successful 0")
                .contains("passage_config_reloads_total{result=\"applied\"} 1")
                .contains("passage_config_reloads_total{result=\"refused\"} 1"));
        assertThat(get(program, "/api/v1/config").body()).contains("203.0.113.9");

        map.swap(config(second, edge, "drain-delay = 10s", "shutdown-grace = 90s"));
        program.awaitError("the changed configuration holds for new sessions .*no hop changed");
        program.hangUp();
        program.awaitError("the configuration is unchanged");
        assertThat(get(program, "/readyz").body()).doesNotContain("pasive-address");
        await().untilAsserted(() ->
                assertThat(get(program, "/metrics").body()).contains("passage_config_last_reload_successful 1"));
    }

    private void end(RunningHop hop) throws Exception {
        PassageProcess program = hop.program();
        program.terminate();
        program.awaitError("stopping: not ready, but new sessions are taken for 10 s more");
        FtpDialog.open(hop.address()).close();
        HttpResponse<String> ready = get(program, "/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("not-ready", "draining");
        program.awaitError("stopping: \\d{3} open sessions, transfers may finish within 90 s");
        await().untilAsserted(() ->
                assertThatThrownBy(() -> FtpDialog.open(hop.address())).isInstanceOf(SocketException.class));
    }

    @Test
    void aSecondSignalWaitsForNothing() throws Exception {
        try (PatternServer server = new PatternServer("first", addresses.next(), gates)) {
            ConfigMapFolder map =
                    new ConfigMapFolder(folder, config(server, "drain-delay = 10m", "shutdown-grace = 1h"));
            try (RunningHop hop = RunningHop.start(
                            logs, "proxy", "--config", map.file().toString());
                    FtpDialog dialog = FtpDialog.open(hop.address())) {
                hop.program().terminate();
                hop.program().awaitError("new sessions are taken for 600 s more");
                hop.program().terminate();

                dialog.expect("421");
                assertThat(hop.program().awaitEnd()).isZero();
            }
        }
    }

    @Test
    void withoutAFileThereIsNothingToReadAgain() throws Exception {
        try (PatternServer server = new PatternServer("first", addresses.next(), gates);
                RunningHop hop = RunningHop.start(
                        logs, "proxy", "--listen", hopHost.getHostAddress() + ":0", "--target", server.hostAndPort())) {
            hop.program().hangUp();

            hop.program().awaitError("SIGHUP: nothing to read again, the configuration came by flags");
            FtpDialog.open(hop.address()).close();
            assertThat(hop.program().isAlive()).isTrue();
        }
    }
}
