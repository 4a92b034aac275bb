package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.server.Account;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The admin server of the program, from the outside. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(90)
class AdminIT {
    private static final String TOKEN = "a-token-of-the-tests-0123456789";
    private static final String ID = "proxy%231";

    private final ItLogs logs = ItLogs.fresh("AdminIT");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer(logs, new PortRange(20600, 20699), 64 << 20);
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    private RunningHop hop(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("proxy", "--listen", server.hopHost() + ":0", "--target", server.target()));
        arguments.addAll(List.of(more));
        return RunningHop.start(logs, arguments.toArray(String[]::new));
    }

    private static String url(PassageProcess program) {
        return program.awaitError("admin at (http://\\S+)$").group(1);
    }

    private HttpResponse<String> ask(String method, String url, String body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .method(method, BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private HttpResponse<String> get(String url) throws IOException {
        return ask("GET", url, "");
    }

    /** An upload, since a slow download goes on after the close of its connection until what has arrived is read. */
    @Test
    void aTransferOfCurlIsShownAndClosedByTheOperator(@TempDir Path directory) throws IOException {
        Account account = server.rig().account();
        try (RunningHop hop = hop("--admin", server.hopHost() + ":0")) {
            String sessions = url(hop.program()) + "/api/v1/sessions";
            List<String> command = List.of(
                    Tools.require(Tool.CURL).toString(),
                    "--disable",
                    "--silent",
                    "--show-error",
                    "--disable-epsv",
                    "--limit-rate",
                    "100k",
                    "--upload-file",
                    Files.write(directory.resolve("file"), new byte[64 << 20]).toString(),
                    "ftp://%s:%s@%s:%d/%s"
                            .formatted(
                                    account.user(),
                                    account.password(),
                                    server.hopHost(),
                                    hop.address().getPort(),
                                    TestServer.FILE + ".copy"));
            try (ChildProcess curl = ChildProcess.start(command, "", logs.file("curl"))) {
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(
                                        get(sessions + "?state=transferring").body())
                                .contains("\"id\":\"proxy#1\""));
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(get(sessions + "/" + ID).body())
                                .containsPattern("\"bytesFromClient\":[1-9].*\"bytesFromClient\":[1-9]"));
                assertThat(get(sessions + "/" + ID).body())
                        .contains(
                                "\"user\":\"" + account.user() + "\"",
                                "\"kind\":227",
                                "\"policy\":\"control\"",
                                "\"outcome\":\"transferring\"",
                                "\"advertised\":\"" + server.hopHost() + ":")
                        .doesNotContain(account.password());

                assertThat(ask("DELETE", sessions + "/" + ID, "").statusCode()).isEqualTo(202);
                assertThat(curl.waitFor(Duration.ofSeconds(20))).isNotZero();
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(get(sessions + "/proxy-1").body())
                            .contains("\"state\":\"closed-by-operator\"", "\"outcome\":\"cut\""));
            assertThat(ask("DELETE", sessions + "/" + ID, "").statusCode()).isEqualTo(409);
        }
    }

    @Test
    void itIsNotReadyFromTheBeginOfADrainToTheEnd() throws IOException {
        try (RunningHop hop = hop("--admin", server.hopHost() + ":0");
                FtpDialog busy = FtpDialog.open(hop.address())) {
            String url = url(hop.program());
            busy.login(server.rig().account());
            busy.pasv();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(get(url + "/readyz").statusCode()).isEqualTo(200));
            busy.send("RETR " + TestServer.FILE);
            hop.program().terminate();

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(get(url + "/readyz").statusCode()).isEqualTo(503));
            assertThat(get(url + "/readyz").body()).contains("\"hop proxy is draining\"");
            assertThat(get(url + "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(url + "/api/v1/drain").body()).contains("\"draining\":true", "\"done\":false", "\"open\":1");
        }
    }

    @Test
    void aTargetThatIsGoneMakesItNotReady() throws IOException {
        try (RunningHop hop = RunningHop.start(
                logs,
                "proxy",
                "--listen",
                server.hopHost() + ":0",
                "--target",
                server.hopHost() + ":9",
                "--admin",
                server.hopHost() + ":0")) {
            String url = url(hop.program());
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThat(get(url + "/readyz").body()).contains("\"hop proxy has no healthy target\""));
        }
    }

    @Test
    void othersNeedTheTokenAndProbesDoNot(@TempDir Path directory) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), TOKEN);
        try (RunningHop hop = hop("--admin", "0.0.0.0:0", "--admin-token-file", token.toString())) {
            String url = url(hop.program()).replace("0.0.0.0", server.hopHost());

            assertThat(get(url + "/readyz").statusCode()).isIn(200, 503);
            HttpResponse<String> none = get(url + "/api/v1/sessions");
            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"passage\"");
            assertThat(none.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(ask("GET", url + "/api/v1/config", "", "Authorization", "Bearer " + TOKEN)
                            .body())
                    .contains("\"listen\":\"0.0.0.0:0\"")
                    .doesNotContain(TOKEN);
            try (PassageProcess ctl = PassageProcess.start(
                    logs, "ctl", "admin", "hops", "--url", url, "--token-file", token.toString())) {
                assertThat(ctl.awaitEnd()).isZero();
                assertThat(ctl.output()).anyMatch(line -> line.startsWith("proxy "));
            }
        }
    }

    @ParameterizedTest(name = "{0} {1} with {2} bytes: {3}")
    @CsvSource({
        "GET, /nowhere, 0, 404",
        "PUT, /healthz, 0, 405",
        "POST, /api/v1/drain, 70000, 413",
        "PUT, /api/v1/log-level, 10, 400",
        "GET, /api/v1/sessions?limit=x, 0, 400"
    })
    void aWrongRequestIsAnsweredWithAProblem(String method, String path, int size, int status) throws IOException {
        try (RunningHop hop = hop("--admin", server.hopHost() + ":0")) {
            HttpResponse<String> answer =
                    ask(method, url(hop.program()) + path, "x".repeat(size), "Content-Type", "application/json");

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("\"status\":" + status, "\"detail\":\"");
        }
    }

    @Test
    void requestsThatHangBlockNoOthersAndAreCut() throws IOException {
        try (RunningHop hop = hop("--admin", server.hopHost() + ":0")) {
            String url = url(hop.program());
            InetAddress host = hop.address().getAddress();
            List<Socket> hanging = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket(host, URI.create(url).getPort());
                socket.setSoTimeout(30_000);
                socket.getOutputStream().write("GET /healthz HT".getBytes(StandardCharsets.US_ASCII));
                hanging.add(socket);
            }

            assertThat(get(url + "/healthz").statusCode()).isEqualTo(200);
            for (Socket socket : hanging) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
                socket.close();
            }
        }
    }

    @Test
    void anAddressInUseIsToldInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral(server.hopHost()));
                PassageProcess passage = PassageProcess.start(
                        logs,
                        "proxy",
                        "--listen",
                        server.hopHost() + ":0",
                        "--target",
                        server.target(),
                        "--admin",
                        server.hopHost() + ":" + taken.getLocalPort())) {
            assertThat(passage.awaitEnd()).isEqualTo(2);
            assertThat(passage.errors())
                    .filteredOn(line -> line.startsWith("passage proxy: "))
                    .singleElement()
                    .asString()
                    .contains(
                            "admin: \"" + server.hopHost() + ":" + taken.getLocalPort(),
                            "already in use",
                            "(expected: ");
        }
    }

    @Test
    void theLabHasOneToo() throws IOException {
        try (RunningLab lab = RunningLab.start(logs, "--admin", "127.0.0.1:0")) {
            String url = lab.program().awaitOutput("admin at (http://\\S+)$").group(1);

            assertThat(get(url + "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(url + "/api/v1/drain").body()).contains("\"hop\":\"endpoint.a\"");
            assertThat(get(url + "/api/v1/config").body()).contains("\"topology\":\"privatelink\"");
        }
    }
}
