package io.github.passage.it.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.program.PassageProcess;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.Topology;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.awaitility.Awaitility;

/** A running {@code passage lab} on network namespaces, which is put from one setting into the next through its API. */
final class LabUnderClients implements AutoCloseable {
    /** Lines that cover the programs that ran side by side last. */
    private static final int SAID = 400;

    private final PassageProcess program;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;

    private LabUnderClients(PassageProcess program, URI api) {
        this.program = program;
        this.api = api;
    }

    /** Starts it. Its clients do not wait for an answer for longer than 3 s. */
    static LabUnderClients start(Topology topology, ItLogs logs) throws IOException, InterruptedException {
        PassageProcess program = PassageProcess.start(
                logs, "lab", "--fabric", "netns", "--topology", topology.name(), "--api", "127.0.0.1:0");
        try {
            String url = program.awaitOutput("Change it while it runs \\((http://[0-9.:]+)\\)")
                    .group(1);
            for (Client client : topology.clients()) {
                impatient(namespace(client));
            }
            return new LabUnderClients(program, URI.create(url + "/api/v1/"));
        } catch (AssertionError | IOException | InterruptedException e) {
            program.close();
            throw e;
        }
    }

    /** The network namespace that is a client's host. */
    static String namespace(Client client) {
        return "passage." + client.name();
    }

    private static void impatient(String namespace) throws IOException, InterruptedException {
        List<String> command = List.of(
                Tools.require(Tool.IP).toString(),
                "netns",
                "exec",
                namespace,
                "sh",
                "-c",
                "echo 1 > /proc/sys/net/ipv4/tcp_syn_retries");
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }

    /** What it has said, faults and what concerns one hop. */
    String said(String hop) {
        List<String> lines = program.output().stream()
                .filter(line -> line.contains("[" + hop) || line.contains("reset") || line.contains("cannot"))
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SAID), lines.size()));
    }

    /** What a hop makes of passive replies from now on. */
    void rewrite(String hop, String policy) {
        send("PATCH", "hops/" + hop, "{\"rewrite\": \"" + policy + "\"}");
    }

    /** What all servers announce from now on: sets PassiveIp, stops and starts them. */
    void announce(List<Server> servers, String passiveIp) {
        for (Server server : servers) {
            String resource = "servers/" + server.name();
            send("PATCH", resource, "{\"passiveIp\": \"" + passiveIp + "\"}");
            send("POST", resource + "/stop", "{}");
            awaitState(resource, "OFFLINE");
            send("POST", resource + "/start", "{}");
            awaitState(resource, "ONLINE");
        }
    }

    private void awaitState(String resource, String state) {
        Awaitility.await(resource + " " + state)
                .untilAsserted(() -> assertThat(send("GET", resource, "")).contains("\"state\":\"" + state + "\""));
    }

    private String send(String method, String resource, String body) {
        HttpRequest request = HttpRequest.newBuilder(api.resolve(resource))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode())
                    .as(resource + ": " + response.body())
                    .isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new AssertionError(resource, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(resource, e);
        }
    }

    @Override
    public void close() {
        http.close();
        program.close();
    }
}
