package io.github.passage.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.passage.address.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves health, metrics, sessions and operations over HTTP. It is small and bounded, since it stands beside what matters: at most
 * {@value #MOST_CONNECTIONS} connections, each with a virtual thread while it is answered, none longer than seconds.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger("passage.admin");
    private static final int MOST_CONNECTIONS = 1024;
    private static final int BACKLOG = 64;

    /** Read by the library when its first server is made; seconds and bytes. */
    private static final Map<String, String> LIMITS = Map.of(
            "jdk.httpserver.maxConnections", Integer.toString(MOST_CONNECTIONS),
            "sun.net.httpserver.maxReqHeaders", "64",
            "sun.net.httpserver.maxReqHeaderSize", "16384",
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "30",
            // Whoever keeps idle connections must not keep probes out.
            "sun.net.httpserver.idleInterval", "5",
            "sun.net.httpserver.maxIdleConnections", "32",
            "sun.net.httpserver.nodelay", "true");

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Router router;

    private AdminServer(HttpServer http, Router router) {
        this.http = http;
        this.router = router;
    }

    /**
     * Begins to serve.
     *
     * @return empty if the settings say that nothing is to be served
     * @throws IllegalArgumentException if the address cannot be bound or the token cannot be read: one line that says what was found and
     *     what was expected
     */
    public static Optional<AdminServer> start(AdminSettings settings, AdminParts parts) {
        return switch (settings.listen()) {
            case AdminSettings.Listen.Off off -> Optional.empty();
            case AdminSettings.Listen.Auto auto -> Optional.of(start(settings, parts, AdminSettings.USUAL, true));
            case AdminSettings.Listen.At(InetSocketAddress address) ->
                Optional.of(start(settings, parts, address, false));
        };
    }

    /**
     * Reads what a start would read, and serves nothing.
     *
     * @throws IllegalArgumentException if the token cannot be read: one line that says what was found and what was expected
     */
    public static void check(AdminSettings settings) {
        if (!(settings.listen() instanceof AdminSettings.Listen.Off)) {
            settings.tokenFile().ifPresent(TokenFile::new);
        }
    }

    private static AdminServer start(
            AdminSettings settings, AdminParts parts, InetSocketAddress address, boolean orElsewhere) {
        Optional<Predicate<String>> token = settings.tokenFile().map(TokenFile::new);
        boolean named = !address.getAddress().isLoopbackAddress() && token.isPresent();
        AdminServer server = new AdminServer(bound(address, orElsewhere), new Router(parts, new Gate(token, named)));
        server.http.setExecutor(server.threads);
        server.http.createContext("/", server::exchange);
        server.http.start();
        return server;
    }

    private static HttpServer bound(InetSocketAddress address, boolean orElsewhere) {
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        try {
            return AdminListener.bind(address, BACKLOG);
        } catch (BindException taken) {
            if (orElsewhere) {
                return elsewhere(address);
            }
            throw refused(address, taken);
        } catch (IOException e) {
            throw refused(address, e);
        }
    }

    private static HttpServer elsewhere(InetSocketAddress taken) {
        HttpServer http = bound(new InetSocketAddress(taken.getAddress(), 0), false);
        LOGGER.warn(
                "admin = auto: {} is taken, by another program or another passage; it is at {} instead, so that passage ctl"
                        + " admin needs --url http://{}",
                shown(taken),
                shown(http.getAddress()),
                shown(http.getAddress()));
        return http;
    }

    private static IllegalArgumentException refused(InetSocketAddress address, IOException e) {
        return new IllegalArgumentException(
                "admin: \"" + shown(address) + "\": " + e.getMessage()
                        + " (expected: a free port of an address of this machine, auto or off)",
                e);
    }

    private static HostPort shown(InetSocketAddress address) {
        return HostPort.of(address);
    }

    /** Where it is, for people. */
    public String url() {
        return "http://" + shown(http.getAddress());
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                    exchange.getRequestHeaders(),
                    () -> body(exchange));
            send(exchange, router.answer(request));
        }
    }

    private static byte[] body(HttpExchange exchange) {
        try {
            InputStream in = exchange.getRequestBody();
            byte[] body = in.readNBytes(Request.LARGEST_BODY + 1);
            if (body.length > Request.LARGEST_BODY) {
                throw Problem.tooLarge();
            }
            return body;
        } catch (IOException gone) {
            throw Problem.badValue("body: ended before its time (expected: as many bytes as announced)");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Serves no more; what is being answered is cut. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
