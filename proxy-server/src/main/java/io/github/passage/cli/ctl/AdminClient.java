package io.github.passage.cli.ctl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks the admin server of a proxy or a lab. */
final class AdminClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int REFUSED = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    private final URI base;
    private final Optional<String> token;
    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * A client.
     *
     * @param base the server's URL, as {@code http://127.0.0.1:9621}
     * @param token to be sent
     * @throws CtlFault if that is no URL
     */
    AdminClient(String base, Optional<String> token) {
        this.base = uri(base);
        this.token = token;
    }

    private static URI uri(String base) {
        try {
            URI uri = URI.create(base);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below, as a URL of another kind is.
        }
        throw new CtlFault("--url: \"" + base + "\" (expected: a URL such as http://127.0.0.1:9621)");
    }

    /** The document at a path. */
    JsonNode get(String path) {
        return document(ask("GET", path, Map.of()));
    }

    /** The answer to a change. */
    JsonNode send(String method, String path, Map<String, String> body) {
        return document(ask(method, path, body));
    }

    /** The text at a path, which is no JSON. */
    String text(String path) {
        return ask("GET", path, Map.of()).body();
    }

    private JsonNode document(HttpResponse<String> response) {
        try {
            return mapper.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw somethingElse();
        }
    }

    private HttpResponse<String> ask(String method, String path, Map<String, String> body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                    .timeout(PATIENCE)
                    .method(
                            method,
                            method.equals("POST") || method.equals("PUT")
                                    ? BodyPublishers.ofString(mapper.writeValueAsString(body))
                                    : BodyPublishers.noBody())
                    .header("Content-Type", "application/json");
            token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= REFUSED && response.statusCode() != UNAVAILABLE) {
                throw refusal(response);
            }
            return response;
        } catch (IOException e) {
            throw new CtlFault("--url: \"" + base
                    + "\" (expected: the admin server of a running proxy or lab, whose first lines tell it; nothing answers"
                    + " there)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CtlFault("interrupted");
        }
    }

    private CtlFault refusal(HttpResponse<String> response) {
        try {
            JsonNode problem = mapper.readTree(response.body());
            if (problem.hasNonNull("detail")) {
                String detail = problem.path("detail").asText();
                return new CtlFault(
                        response.statusCode() == UNAUTHORIZED
                                ? detail + "; give the same file with --token-file FILE or in " + AdminToken.VARIABLE
                                : detail);
            }
        } catch (JsonProcessingException e) {
            // Whoever refuses in another way is no admin server.
        }
        return somethingElse();
    }

    private CtlFault somethingElse() {
        return new CtlFault(
                "--url: \"" + base + "\" (expected: the admin server of a proxy or lab; something else answers there)");
    }

    @Override
    public void close() {
        http.close();
    }
}
