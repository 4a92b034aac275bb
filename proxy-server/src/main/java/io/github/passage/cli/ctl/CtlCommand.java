package io.github.passage.cli.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code passage ctl}. */
@Command(
        name = "ctl",
        description = {
            "Looks at a running lab and changes it while it runs. Of a proxy, or of a lab's hops, see: passage ctl admin.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  passage ctl show",
            "  passage ctl set-passive-ip transfer 0.0.0.0",
            "  passage ctl restart transfer                    only now it announces 0.0.0.0",
            "  passage ctl rewrite nlb.a control",
            "  passage ctl health-check nlb data traffic-port  and files of 0 bytes begin to appear",
            "  passage ctl zone-down az1"
        },
        mixinStandardHelpOptions = true,
        subcommands = AdminCommand.class)
public final class CtlCommand implements Runnable {
    private static final long LOOK_AGAIN_NANOS = 200_000_000;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final String BALANCERS = "load-balancers";

    @Option(
            names = "--api",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8180",
            description = "The lab's API (default: ${DEFAULT-VALUE}).")
    private String api;

    @Option(names = "--json", description = "Prints the API's answer as it is.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** A command. */
    public CtlCommand() {}

    @Override
    public void run() {
        throw MissingCommand.of(spec);
    }

    @Command(name = "show", description = "Clients, hops, load balancers and servers, with their state.")
    int show() {
        return shown("lab", Views::lab);
    }

    @Command(name = "servers", description = "Servers, with their state and PassiveIp.")
    int servers() {
        return shown("servers", Views::servers);
    }

    @Command(name = "sessions", description = "Sessions, with announced, advertised, dialled and observed addresses.")
    int sessions() {
        return shown("sessions", Views::sessions);
    }

    @Command(name = "verdicts", description = "What became of transfers, and why.")
    int verdicts(@Option(names = "--follow", description = "Goes on until Ctrl-C.") boolean follow) {
        return asked(client -> {
            long after = 0;
            do {
                JsonNode verdicts = client.get("verdicts?after=" + after);
                // Whoever follows is told of what is new, not again and again that nothing is.
                if (!follow || !verdicts.isEmpty()) {
                    print(verdicts, Views::verdicts);
                }
                for (JsonNode verdict : verdicts) {
                    after = verdict.path("number").asLong();
                }
                LockSupport.parkNanos(follow ? LOOK_AGAIN_NANOS : 0);
            } while (follow && !Thread.currentThread().isInterrupted());
        });
    }

    @Command(
            name = "set-passive-ip",
            description = "Sets PassiveIp; takes effect when the server is stopped and started.")
    int setPassiveIp(
            @Parameters(paramLabel = "SERVER") String server, @Parameters(paramLabel = "AUTO|IP") String value) {
        return change("PATCH", Map.of("passiveIp", value), "servers", server);
    }

    @Command(name = "stop", description = "Stops a server; its sessions end.")
    int stop(@Parameters(paramLabel = "SERVER") String server) {
        return change("POST", Map.of(), "servers", server, "stop");
    }

    @Command(name = "start", description = "Starts a server.")
    int start(@Parameters(paramLabel = "SERVER") String server) {
        return change("POST", Map.of(), "servers", server, "start");
    }

    @Command(
            name = "restart",
            description = "Stops a server, waits until it is OFFLINE, starts it, waits until it is ONLINE.")
    int restart(
            @Parameters(paramLabel = "SERVER") String server,
            @Option(
                            names = "--wait",
                            paramLabel = "SECONDS",
                            defaultValue = "60",
                            description = "How long to wait for each, 1-3600 (default: ${DEFAULT-VALUE}).")
                    String wait) {
        return asked(client -> {
            Duration longest = seconds(wait);
            client.send("POST", LabClient.path("servers", server, "stop"), Map.of());
            await(client, server, "OFFLINE", longest);
            client.send("POST", LabClient.path("servers", server, "start"), Map.of());
            await(client, server, "ONLINE", longest);
            print(client.get("servers"), Views::servers);
        });
    }

    private static Duration seconds(String text) {
        if (text.matches("\\d{1,4}")
                && Integer.parseInt(text) >= 1
                && Integer.parseInt(text) <= LONGEST_WAIT.toSeconds()) {
            return Duration.ofSeconds(Integer.parseInt(text));
        }
        throw new CtlFault("--wait: \"" + text + "\" (expected: seconds, 1-" + LONGEST_WAIT.toSeconds() + ")");
    }

    private static void await(LabClient client, String server, String wanted, Duration longest) {
        long began = System.nanoTime();
        while (true) {
            String state =
                    client.get(LabClient.path("servers", server)).path("state").asText();
            if (state.equals(wanted)) {
                return;
            }
            if (System.nanoTime() - began > longest.toNanos()) {
                throw new CtlFault("server " + server + ": " + state + " after " + longest.toSeconds()
                        + " s (expected: " + wanted + "; wait longer with --wait)");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    @Command(
            name = "rewrite",
            description = "Sets a hop's passive address policy: keep, control, zero or an IPv4 address.")
    int rewrite(@Parameters(paramLabel = "HOP") String hop, @Parameters(paramLabel = "POLICY") String policy) {
        return change("PATCH", Map.of("rewrite", policy), "hops", hop);
    }

    @Command(
            name = "health-check",
            description = "Sets the port that a load balancer's target groups probe, or ends probing.")
    int healthCheck(
            @Parameters(paramLabel = "LOAD-BALANCER") String balancer,
            @Parameters(paramLabel = "control|data|all") String group,
            @Parameters(paramLabel = "PORT|traffic-port|off") String port) {
        return port.equals("off")
                ? change("DELETE", Map.of(), BALANCERS, balancer, "health-checks", group)
                : change("PUT", Map.of("port", port), BALANCERS, balancer, "health-checks", group);
    }

    @Command(name = "drain", description = "Deregisters a target, such as transfer.a: no new connections.")
    int drain(
            @Parameters(paramLabel = "LOAD-BALANCER") String balancer,
            @Parameters(paramLabel = "TARGET") String target) {
        return change("POST", Map.of(), BALANCERS, balancer, "targets", target, "drain");
    }

    @Command(name = "register", description = "Registers a target again.")
    int register(
            @Parameters(paramLabel = "LOAD-BALANCER") String balancer,
            @Parameters(paramLabel = "TARGET") String target) {
        return change("POST", Map.of(), BALANCERS, balancer, "targets", target, "register");
    }

    @Command(name = "zone-down", description = "Takes an availability zone down: all in it falls silent.")
    int zoneDown(@Parameters(paramLabel = "ZONE") String zone) {
        return change("POST", Map.of(), "zones", zone, "down");
    }

    @Command(name = "zone-up", description = "Brings an availability zone back.")
    int zoneUp(@Parameters(paramLabel = "ZONE") String zone) {
        return change("POST", Map.of(), "zones", zone, "up");
    }

    private int shown(String path, Function<JsonNode, List<String>> view) {
        return asked(client -> print(client.get(path), view));
    }

    private int change(String method, Map<String, String> body, String... path) {
        return asked(client -> print(client.send(method, LabClient.path(path), body), answer -> List.of("done")));
    }

    private void print(JsonNode answer, Function<JsonNode, List<String>> view) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.toPrettyString());
        } else {
            view.apply(answer).forEach(out::println);
        }
        out.flush();
    }

    private int asked(Consumer<LabClient> questions) {
        try (LabClient client = new LabClient(api)) {
            questions.accept(client);
            return 0;
        } catch (CtlFault fault) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("passage ctl: " + fault.getMessage());
            err.flush();
            return 2;
        }
    }
}
