package io.github.passage.cli.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code passage ctl admin}. */
@Command(
        name = "admin",
        description = {"Asks the admin server of a running proxy or lab, and has it do things.", ""},
        footer = {
            "",
            "Exit code 0; 1 for health and ready if it is not; 2 for a mistake.",
            "",
            "Examples:",
            "  passage ctl admin ready",
            "  passage ctl admin sessions --state transferring",
            "  passage ctl admin close edge#3",
            "  passage ctl admin drain edge",
            "  passage ctl admin log-level passage.session DEBUG"
        },
        mixinStandardHelpOptions = true)
final class AdminCommand implements Runnable {
    private static final String API = "/api/v1/";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9621",
            scope = ScopeType.INHERIT,
            description = "The admin server (default: ${DEFAULT-VALUE}).")
    private String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A file with the token that it asks for (default: the environment variable"
                    + " PASSAGE_ADMIN_TOKEN_FILE, if set).")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Prints the answer as it is.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw MissingCommand.of(spec);
    }

    @Command(name = "health", description = "Whether the process lives.")
    int health() {
        return status("/healthz", "alive");
    }

    @Command(name = "ready", description = "Whether it is ready for sessions, and if not, why.")
    int ready() {
        return status("/readyz", "ready");
    }

    private int status(String path, String good) {
        return asked(client -> {
            JsonNode answer = client.get(path);
            print(answer, AdminViews::health);
            return answer.path("status").asText().equals(good) ? 0 : 1;
        });
    }

    @Command(name = "metrics", description = "All metrics, in Prometheus' text format.")
    int metrics() {
        return asked(client -> {
            out().print(client.text("/metrics"));
            out().flush();
            return 0;
        });
    }

    @Command(name = "hops", description = "The hops: open sessions, drain, health of their targets.")
    int hops() {
        return shown(client -> client.get(API + "drain"), AdminViews::hops);
    }

    @Command(name = "sessions", description = "Open sessions and those that ended lately, newest first.")
    int sessions(
            @Option(names = "--hop", paramLabel = "HOP", description = "Only of this hop.") Optional<String> hop,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description = "Only in this state: open, ended, connecting, login, idle, waiting-for-data,"
                                    + " transferring, encrypted, or how it ended.")
                    Optional<String> state,
            @Option(names = "--all", description = "All of them, not only the first 100.") boolean all) {
        Map<String, String> query = new LinkedHashMap<>();
        hop.ifPresent(name -> query.put("hop", name));
        state.ifPresent(name -> query.put("state", name));
        return shown(
                client -> {
                    JsonNode found = all ? everyPage(client, query) : page(client, query);
                    if (found.path("sessions").isEmpty()) {
                        hop.ifPresent(name -> checkHop(client, name));
                    }
                    return found;
                },
                AdminViews::sessions);
    }

    /** Nobody should take a name that is not there for one without sessions. */
    private static void checkHop(AdminClient client, String name) {
        List<String> hops = new ArrayList<>();
        client.get(API + "drain")
                .path("hops")
                .forEach(hop -> hops.add(hop.path("hop").asText()));
        if (!hops.contains(name)) {
            throw new CtlFault("--hop: \"" + name + "\" (expected: one of " + String.join(", ", hops) + ")");
        }
    }

    private static JsonNode page(AdminClient client, Map<String, String> query) {
        List<String> pairs = new ArrayList<>();
        query.forEach((name, value) -> pairs.add(name + "=" + LabClient.path(value)));
        return client.get(API + "sessions" + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs)));
    }

    private static JsonNode everyPage(AdminClient client, Map<String, String> query) {
        query.put("limit", "1000");
        JsonNode first = page(client, query);
        JsonNode last = first;
        while (last.hasNonNull("next") && first.path("sessions") instanceof ArrayNode gathered) {
            query.put("cursor", last.path("next").asText());
            last = page(client, query);
            last.path("sessions").forEach(gathered::add);
        }
        return first;
    }

    @Command(
            name = "session",
            description = "One session with its passive replies, and its transcript if there is one.")
    int session(@Parameters(paramLabel = "ID") String id) {
        return shown(client -> client.get(sessionPath(id)), AdminViews::session);
    }

    @Command(name = "close", description = "Ends a session with a 421, its transfers too.")
    int close(@Parameters(paramLabel = "ID") String id) {
        return shown(client -> client.send("DELETE", sessionPath(id), Map.of()), answer -> List.of("closing"));
    }

    private static String sessionPath(String id) {
        return API + "sessions/" + LabClient.path(id);
    }

    @Command(
            name = "drain",
            description =
                    "Lets a hop, or all of them, accept nothing new and its sessions come to their end; there is no way"
                            + " back but a restart. See: hops.")
    int drain(
            @Parameters(paramLabel = "HOP", arity = "0..1") Optional<String> hop,
            @Option(names = "--all", description = "All hops.") boolean all) {
        if (hop.isPresent() == all) {
            throw new ParameterException(
                    spec.commandLine(),
                    "drain: " + (all ? "HOP and --all" : "no HOP") + " (expected: one hop, or --all for every one)");
        }
        Map<String, String> body = new LinkedHashMap<>();
        hop.ifPresent(name -> body.put("hop", name));
        return shown(client -> client.send("POST", API + "drain", body), AdminViews::hops);
    }

    @Command(name = "log-level", description = "Shows the levels of loggers, or sets one until the program ends.")
    int logLevel(
            @Parameters(paramLabel = "LOGGER", arity = "0..1", description = "ROOT, or one such as passage.session.")
                    Optional<String> logger,
            @Parameters(
                            paramLabel = "LEVEL",
                            arity = "0..1",
                            description = "TRACE, DEBUG, INFO, WARN, ERROR, OFF, or INHERIT to take it back.")
                    Optional<String> level) {
        if (logger.isPresent() != level.isPresent()) {
            throw new ParameterException(spec.commandLine(), "LEVEL: none (expected: a level behind the logger)");
        }
        return shown(
                client -> logger.isEmpty()
                        ? client.get(API + "log-level")
                        : client.send(
                                "PUT", API + "log-level", Map.of("logger", logger.get(), "level", level.orElseThrow())),
                AdminViews::levels);
    }

    @Command(name = "config", description = "The configuration in effect, defaults included, secrets masked.")
    int config() {
        return shown(client -> client.get(API + "config"), answer -> List.of(answer.toPrettyString()));
    }

    private int shown(Function<AdminClient, JsonNode> question, Function<JsonNode, List<String>> view) {
        return asked(client -> {
            print(question.apply(client), view);
            return 0;
        });
    }

    private void print(JsonNode answer, Function<JsonNode, List<String>> view) {
        if (json) {
            out().println(answer.toPrettyString());
        } else {
            view.apply(answer).forEach(out()::println);
        }
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int asked(ToIntFunction<AdminClient> questions) {
        try (AdminClient client = new AdminClient(url, AdminToken.of(tokenFile, System.getenv(AdminToken.VARIABLE)))) {
            return questions.applyAsInt(client);
        } catch (CtlFault fault) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("passage ctl admin: " + fault.getMessage());
            err.flush();
            return 2;
        }
    }
}
