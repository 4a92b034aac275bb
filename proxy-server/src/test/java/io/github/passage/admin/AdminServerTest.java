package io.github.passage.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.passage.sessions.SessionBook;
import io.github.passage.telemetry.SessionRef;
import java.io.IOException;
import java.net.ConnectException;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over real sockets: what the router cannot know. */
@Timeout(30)
class AdminServerTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final InetSocketAddress OWN = new InetSocketAddress(InetAddress.ofLiteral("127.66.0.1"), 0);

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<AdminServer> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(AdminServer::close);
        http.close();
    }

    private String start(AdminSettings.Listen listen, Optional<Path> token) {
        AdminHops hops = new AdminHops() {
            @Override
            public List<HopState> states() {
                return List.of(Asking.hop("edge", true, false));
            }

            @Override
            public boolean drain(String hop) {
                return true;
            }

            @Override
            public boolean end(SessionRef session) {
                return true;
            }
        };
        LogLevels levels = new LogLevels() {
            @Override
            public SortedMap<String, String> levels() {
                return new TreeMap<>();
            }

            @Override
            public void set(String logger, String level) {}
        };
        server = AdminServer.start(
                new AdminSettings(listen, token),
                new AdminParts(
                        hops,
                        new SessionBook(closed -> {}),
                        Optional.empty(),
                        session -> Optional.empty(),
                        levels,
                        Map::of));
        return server.orElseThrow().url();
    }

    private HttpResponse<String> ask(String method, String url, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void aHeadHasTheHeadersOfAGetAndNoBody() throws Exception {
        String url = start(new AdminSettings.Listen.At(OWN), Optional.empty()) + "/healthz";
        HttpResponse<String> get = ask("GET", url, "");
        HttpResponse<String> head = ask("HEAD", url, "");

        assertThat(get.body()).isEqualTo("{\"status\":\"alive\"}\n");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains("19");
        assertThat(head.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(ask("GET", url, "").statusCode()).isEqualTo(200);
    }

    @Test
    void aHugeBodyIsRefusedWithAProblem() throws Exception {
        String url = start(new AdminSettings.Listen.At(OWN), Optional.empty());
        HttpResponse<String> answer = ask("POST", url + "/api/v1/drain", " ".repeat(Request.LARGEST_BODY + 1));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"urn:passage:too-large\"", "\"status\":413");
        assertThat(ask("POST", url + "/api/v1/drain", "{" + " ".repeat(Request.LARGEST_BODY - 2) + "}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void requestsThatHangBlockNoOthers() throws Exception {
        String url = start(new AdminSettings.Listen.At(OWN), Optional.empty());
        InetSocketAddress address =
                new InetSocketAddress(OWN.getAddress(), URI.create(url).getPort());
        List<Socket> hanging = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket(address.getAddress(), address.getPort());
                socket.getOutputStream().write("POST /api/v1/drain HTTP/1.1\r\nHost: 127.0.0.1\r\n".getBytes(US_ASCII));
                if (i % 2 == 0) {
                    socket.getOutputStream()
                            .write("Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{".getBytes(US_ASCII));
                }
                hanging.add(socket);
            }
            assertThat(ask("GET", url + "/readyz", "").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : hanging) {
                socket.close();
            }
        }
    }

    @Test
    void theTokenOfTheFileIsAskedForAndNothingElse() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), TOKEN);
        String url = start(new AdminSettings.Listen.At(OWN), Optional.of(file));

        assertThat(ask("GET", url + "/healthz", "").statusCode()).isEqualTo(200);
        HttpResponse<String> none = ask("GET", url + "/api/v1/sessions", "");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"passage\"");
        assertThat(ask("GET", url + "/api/v1/sessions", "", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAddressInUseIsNamedAndAutoGoesElsewhere() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, OWN.getAddress())) {
            AdminSettings.Listen there = new AdminSettings.Listen.At((InetSocketAddress) taken.getLocalSocketAddress());

            assertThatThrownBy(() -> start(there, Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "admin: \"127.66.0.1:" + taken.getLocalPort() + "\": Address already in use (expected: a"
                                    + " free port of an address of this machine, auto or off)");
        }
        String first = start(new AdminSettings.Listen.Auto(), Optional.empty());
        try (AdminServer kept = server.orElseThrow()) {
            assertThat(start(new AdminSettings.Listen.Auto(), Optional.empty()))
                    .startsWith("http://127.0.0.1:")
                    .isNotEqualTo(first);
            assertThat(kept.url()).isEqualTo(first);
        }
    }

    @Test
    void offServesNothing() {
        assertThatThrownBy(() -> start(new AdminSettings.Listen.Off(), Optional.empty()))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void theWildcardOfIpv4IsNotReachedOverIpv6() throws Exception {
        String url = start(
                new AdminSettings.Listen.At(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0)),
                Optional.empty());
        int port = URI.create(url).getPort();

        assertThat(url).isEqualTo("http://0.0.0.0:" + port);
        assertThat(ask("GET", "http://127.0.0.1:" + port + "/healthz", "").statusCode())
                .isEqualTo(200);
        assumeIpv6();
        try (Socket client = new Socket()) {
            assertThatThrownBy(() -> client.connect(new InetSocketAddress(InetAddress.ofLiteral("::1"), port)))
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static void assumeIpv6() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
        } catch (IOException e) {
            assumeTrue(false, "this machine has no IPv6");
        }
    }

    @Test
    void theWildcardOfIpv6IsReachedOverBoth() throws Exception {
        assumeIpv6();
        String url = start(
                new AdminSettings.Listen.At(new InetSocketAddress(InetAddress.ofLiteral("::"), 0)), Optional.empty());
        int port = URI.create(url).getPort();

        assertThat(url).isEqualTo("http://[::]:" + port);
        for (String host : List.of("127.0.0.1", "[::1]")) {
            assertThat(ask("GET", "http://" + host + ":" + port + "/healthz", "")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
