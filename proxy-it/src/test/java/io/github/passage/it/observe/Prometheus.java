package io.github.passage.it.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a Prometheus answers by its HTTP API. */
public final class Prometheus implements AutoCloseable {
    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private Prometheus(String url) {
        this.url = url;
    }

    /**
     * One that runs.
     *
     * @param url as {@code http://127.0.0.1:9090}
     */
    public static Prometheus at(String url) {
        return new Prometheus(url);
    }

    boolean isReady() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/-/ready")).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the expression says now. */
    public List<Series> instant(String expression) {
        return series(ask("query", Map.of("query", expression)));
    }

    /** What the expression said from one time to another, once a step. */
    public List<Series> range(String expression, Instant from, Instant to, Duration step) {
        return series(ask(
                "query_range",
                Map.of(
                        "query",
                        expression,
                        "start",
                        from.toString(),
                        "end",
                        to.toString(),
                        "step",
                        step.toMillis() / 1000.0 + "")));
    }

    /** The alert rules with their state. */
    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        ask("rules", Map.of())
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rule -> rules.add(Rule.of(rule))));
        return rules;
    }

    private static List<Series> series(JsonNode data) {
        List<Series> series = new ArrayList<>();
        data.path("result").forEach(result -> series.add(Series.of(result)));
        return series;
    }

    private JsonNode ask(String what, Map<String, String> parameters) {
        String form = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1/" + what));
        if (!parameters.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form));
        }
        try {
            JsonNode answer = json.readTree(
                    http.send(request.build(), BodyHandlers.ofString()).body());
            if (!answer.path("status").asText().equals("success")) {
                throw new AssertionError("prometheus: %s (expected: success) to %s %s"
                        .formatted(answer.path("error").asText(), what, parameters));
            }
            return answer.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
