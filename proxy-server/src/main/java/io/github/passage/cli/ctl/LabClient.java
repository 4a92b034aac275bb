package io.github.passage.cli.ctl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks a lab's API. */
final class LabClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SERVER_FAULT = 500;
    private static final int REFUSED = 400;

    private final URI base;
    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * A client.
     *
     * @param base the API's URL, as {@code http://127.0.0.1:8180}
     * @throws CtlFault if that is no URL
     */
    LabClient(String base) {
        URI uri;
        try {
            uri = URI.create(base);
        } catch (IllegalArgumentException e) {
            throw wrongUrl(base);
        }
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw wrongUrl(base);
        }
        this.base = uri;
    }

    private static CtlFault wrongUrl(String base) {
        return new CtlFault("--api: \"" + base + "\" (expected: a URL such as http://127.0.0.1:8180)");
    }

    /**
     * The path of something below the API's root.
     *
     * @param parts a name may have any characters
     * @throws CtlFault if a part is empty or a step of the path
     */
    static String path(String... parts) {
        return Stream.of(parts).map(LabClient::encoded).collect(Collectors.joining("/"));
    }

    private static String encoded(String part) {
        // The last two would be steps of the path, in any encoding.
        if (part.isEmpty() || part.equals(".") || part.equals("..")) {
            throw new CtlFault("name: \"" + part + "\" (expected: one that \"passage ctl show\" tells)");
        }
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return send("GET", path, Map.of());
    }

    /**
     * Sends a request.
     *
     * @param body its fields; none for no body
     * @return the answer
     * @throws CtlFault if no lab answers, or it refuses
     */
    JsonNode send(String method, String path, Map<String, String> body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/v1/" + path))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(mapper.writeValueAsString(body)))
                    .build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            JsonNode answer = mapper.readTree(response.body());
            if (response.statusCode() >= SERVER_FAULT) {
                throw new IllegalStateException(answer.path("detail").asText());
            }
            if (response.statusCode() >= REFUSED) {
                throw new CtlFault(answer.path("detail").asText());
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw new CtlFault(
                    "--api: \"" + base + "\" (expected: the API of a running lab; something else answers there)");
        } catch (IOException e) {
            throw new CtlFault("--api: \"" + base
                    + "\" (expected: the API of a running lab; nothing answers there, start one with: passage lab)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CtlFault("interrupted");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
