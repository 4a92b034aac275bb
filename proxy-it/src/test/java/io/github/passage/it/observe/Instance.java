package io.github.passage.it.observe;

import io.github.passage.it.program.PassageProcess;
import io.github.passage.it.tool.ItLogs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A running proxy or lab with its admin server at a known address.
 *
 * @param program the process
 * @param admin as {@code host:port}
 */
record Instance(PassageProcess program, String admin) implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    /**
     * Starts it and waits until it answers.
     *
     * @param admin a free address
     * @param arguments command and flags
     */
    static Instance start(ItLogs logs, String admin, String... arguments) {
        return start(logs, List.of(), List.of(), admin, arguments);
    }

    /**
     * The same.
     *
     * @param javaOptions of the virtual machine
     * @param before the beginning of a command that becomes the program
     */
    static Instance start(
            ItLogs logs, List<String> javaOptions, List<String> before, String admin, String... arguments) {
        List<String> command = Stream.of(
                        before,
                        List.of(PassageProcess.program().toString()),
                        List.of(arguments),
                        List.of("--admin", admin))
                .flatMap(List::stream)
                .toList();
        PassageProcess program = PassageProcess.start(logs, javaOptions, command);
        Instance instance = new Instance(program, admin);
        try {
            Awaitility.await(admin).atMost(START).until(() -> !program.isAlive() || instance.isReady());
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
        if (!program.isAlive()) {
            program.close();
            throw new AssertionError("passage: ended (expected: ready); it printed:\n" + program.errors());
        }
        return instance;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/healthz").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private URI uri(String path) {
        return URI.create("http://" + admin + path);
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
