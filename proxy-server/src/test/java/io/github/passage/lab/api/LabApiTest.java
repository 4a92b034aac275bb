package io.github.passage.lab.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.passage.lab.live.LabRefusal;
import io.github.passage.lab.live.LabView;
import io.github.passage.lab.live.LabView.ServerView;
import io.github.passage.lab.live.LiveLab;
import io.github.passage.lab.live.SessionView;
import io.github.passage.lab.live.VerdictView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabApiTest {
    private static final FakeLab LAB = new FakeLab();
    private static final LabApi API = started();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static LabApi started() {
        HttpLibrary.load();
        return LabApi.start(LAB, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        API.stop().join();
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        return send(method, path, body, "application/json");
    }

    private static HttpResponse<String> send(String method, String path, String body, String type) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + API.port() + path))
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The answer to a request with a Host that no HTTP client sends. */
    private static String answerTo(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), API.port())) {
            socket.getOutputStream()
                    .write(("GET /api/v1/lab HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(US_ASCII));
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
            assertThat(length.find()).as(head.toString()).isTrue();
            char[] body = new char[Integer.parseInt(length.group(1))];
            assertThat(in.read(body)).isEqualTo(body.length);
            return head + new String(body);
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            GET    | /api/v1/lab                                |                           | 200 | "topology":"nlb"
            GET    | /api/v1/lab                                |                           | 200 | "nlb.passage.test":["127.1.0.20"]
            GET    | /api/v1/servers                            |                           | 200 | "state":"ONLINE"
            GET    | /api/v1/servers/transfer                   |                           | 200 | "passiveIp":"AUTO"
            GET    | /api/v1/servers/nobody                     |                           | 404 | server: \\"nobody\\" (expected: one of transfer)
            GET    | /api/v1/servers/a%20b                      |                           | 404 | server: \\"a b\\" (expected: one of transfer)
            GET    | /api/v1/servers/a%2Fb                      |                           | 404 | server: \\"a/b\\" (expected: one of transfer)
            GET    | /api/v1/servers/b%C3%BC+                   |                           | 404 | server: \\"bü+\\" (expected: one of transfer)
            PATCH  | /api/v1/servers/transfer                   | {"passiveIp":"0.0.0.0"}   | 200 | done
            PATCH  | /api/v1/servers/transfer                   | {"passiveip":"0.0.0.0"}   | 400 | passiveip: unknown field (expected: passiveIp)
            PATCH  | /api/v1/servers/transfer                   | {"passiveIp":[]}          | 400 | passiveIp: [] (expected: a text or a whole number)
            PATCH  | /api/v1/servers/transfer                   | {}                        | 400 | passiveIp: missing
            PATCH  | /api/v1/servers/transfer                   | nonsense                  | 400 | body: not JSON
            PATCH  | /api/v1/servers/transfer                   | []                        | 400 | body: not an object
            POST   | /api/v1/servers/transfer/stop              | {}                        | 200 | done
            PATCH  | /api/v1/hops/bad                           | {"rewrite":"x"}           | 400 | bad-value
            PUT    | /api/v1/load-balancers/nlb/health-checks/data | {"port":21}            | 200 | done
            DELETE | /api/v1/load-balancers/nlb/health-checks/all  | {}                     | 200 | done
            POST   | /api/v1/load-balancers/nlb/targets/transfer.a/drain | {}               | 409 | conflict
            POST   | /api/v1/zones/az1/down                     | {}                        | 200 | done
            GET    | /api/v1/sessions                           |                           | 200 | []
            GET    | /api/v1/verdicts?after=x                   |                           | 400 | after: \\"x\\" (expected: a whole number)
            GET    | /nowhere                                   |                           | 404 | unknown-path
            POST   | /api/v1/zones/fault/up                     | {}                        | 500 | a fault of Passage
            """)
    void answers(String method, String path, String body, int status, String part) throws Exception {
        HttpResponse<String> response = send(method, path, body == null ? "" : body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(part).doesNotContain("Exception", "\tat ");
        assertThat(response.headers().firstValue("content-type").orElse(""))
                .startsWith(status == 200 ? "application/json" : "application/problem+json");
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() throws Exception {
        HttpResponse<String> response = send("DELETE", "/api/v1/servers/transfer", "{}");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET, PATCH");
    }

    @Test
    void aHugeBodyIsRefusedAsAllElseIs() throws Exception {
        HttpResponse<String> response = send("PATCH", "/api/v1/servers/transfer", " ".repeat(100_000));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(response.body())
                .contains("\"type\":\"urn:passage:too-large\"", "\"status\":413")
                .contains("\"detail\":\"body: more than 65536 bytes (expected: at most that)\"");
    }

    @Test
    void formsOfForeignPagesAreRefused() throws Exception {
        assertThat(send("POST", "/api/v1/servers/transfer/stop", "x", "text/plain")
                        .statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest(name = "{0} is answered {1}")
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.1:8180, 200",
        "localhost, 200",
        "localhost:8180, 200",
        "[::1], 200",
        "[::1]:8180, 200",
        "127.0.0.1:99999, 403",
        "::1, 403",
        "page.example, 403",
        "localhost.page.example:80, 403",
        "page.example:80, 403"
    })
    void onlyAddressesAndLocalhostAreItsNames(String host, int status) throws Exception {
        String answer = answerTo(host);

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        if (status != 200) {
            assertThat(answer).contains("application/problem+json", "expected: an IP address or localhost");
        }
    }

    @Test
    void changesReachTheLabInOrder() throws Exception {
        LAB.changes.clear();
        send("PATCH", "/api/v1/servers/transfer", "{\"passiveIp\":\"10.1.0.20\"}");
        send("POST", "/api/v1/servers/transfer/stop", "{}");
        send("POST", "/api/v1/servers/transfer/start", "{}");

        assertThat(LAB.changes).containsExactly("passive-ip transfer 10.1.0.20", "stop transfer", "start transfer");
    }

    @Test
    void aPortInUseIsToldInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
            assertThatIllegalStateException()
                    .isThrownBy(() -> LabApi.start(LAB, address))
                    .withMessage("--api: \"127.0.0.1:" + address.getPort()
                            + "\" (expected: a free port of an address of this machine, or off)");
        }
    }

    /** Notes what it is asked. */
    private static final class FakeLab implements LiveLab {
        private final List<String> changes = new CopyOnWriteArrayList<>();

        @Override
        public LabView view() {
            return new LabView(
                    "nlb",
                    "",
                    "loopback",
                    1,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new ServerView("transfer", "ONLINE", "AUTO", "AUTO")),
                    Map.of("nlb.passage.test", List.of("127.1.0.20")));
        }

        @Override
        public void setPassiveIp(String server, String passiveIp) {
            changes.add("passive-ip " + server + " " + passiveIp);
        }

        @Override
        public void stopServer(String server) {
            changes.add("stop " + server);
        }

        @Override
        public void startServer(String server) {
            changes.add("start " + server);
        }

        @Override
        public void setRewrite(String hop, String policy) {
            throw new LabRefusal(LabRefusal.Kind.BAD_VALUE, "rewrite: \"" + policy + "\"");
        }

        @Override
        public void setHealthCheck(String loadBalancer, String group, String port) {
            changes.add("check " + loadBalancer + " " + group + " " + port);
        }

        @Override
        public void removeHealthCheck(String loadBalancer, String group) {
            changes.add("uncheck " + loadBalancer + " " + group);
        }

        @Override
        public void drainTarget(String loadBalancer, String target) {
            throw new LabRefusal(LabRefusal.Kind.CONFLICT, "target: draining");
        }

        @Override
        public void registerTarget(String loadBalancer, String target) {
            changes.add("register " + target);
        }

        @Override
        public void takeZoneDown(String zone) {
            changes.add("down " + zone);
        }

        @Override
        public void bringZoneUp(String zone) {
            throw new IllegalStateException("a fault");
        }

        @Override
        public List<SessionView> sessions() {
            return List.of();
        }

        @Override
        public List<VerdictView> verdicts(long after) {
            return List.of();
        }
    }
}
