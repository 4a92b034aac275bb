package io.github.passage.cli;

import io.github.passage.address.HostPort;
import io.github.passage.lab.api.LabApi;
import io.github.passage.lab.assembly.Lab;
import io.github.passage.lab.assembly.LabSettings;
import io.github.passage.lab.dns.LabNames;
import io.github.passage.lab.fabric.Fabric;
import io.github.passage.lab.fabric.LoopbackAddresses;
import io.github.passage.lab.fabric.LoopbackNetwork;
import io.github.passage.lab.fabric.netns.NetnsFabric;
import io.github.passage.lab.live.LiveLab;
import io.github.passage.lab.report.LabIntroduction;
import io.github.passage.lab.report.LabSummary;
import io.github.passage.lab.scenario.Scenario;
import io.github.passage.lab.scenario.Stage;
import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.trace.Atlas;
import io.github.passage.lab.trace.Chronicle;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Runs a lab for {@link LabCommand}: until a signal, or through a scenario. */
final class LabRun {
    static final int DEFAULT_CONTROL_PORT = 2121;
    static final int DEFAULT_DNS_PORT = 8153;
    static final String DEFAULT_API = "127.0.0.1:8180";

    /** A reachable data port is dialled within milliseconds; a user waits no longer than this for the explanation. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final PrintWriter out;
    private final FabricKind kind;
    private final int controlPort;
    private final Optional<InetSocketAddress> api;
    private final LabAdmin admin;

    LabRun(PrintWriter out, FabricKind kind, int controlPort, Optional<InetSocketAddress> api, LabAdmin admin) {
        this.admin = admin;
        this.out = out;
        this.kind = kind;
        this.controlPort = controlPort;
        this.api = api;
    }

    /** Which fabric. */
    enum FabricKind {
        LOOPBACK,
        NETNS;

        static FabricKind named(String text) {
            return switch (text) {
                case "loopback" -> LOOPBACK;
                case "netns" -> NETNS;
                default -> throw new IllegalArgumentException("\"" + text + "\" (expected: loopback or netns)");
            };
        }
    }

    static int controlPort(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535 && (port < 8192 || port > 8200)) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" (expected: a port number, 1-65535, but not a data port of 8192-8200)");
    }

    /** The port of {@code --dns}, empty for off. */
    static OptionalInt dnsPort(String text) {
        if (text.equals("off")) {
            return OptionalInt.empty();
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return OptionalInt.of(port);
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new IllegalArgumentException("\"" + text + "\" (expected: a port number, 1-65535, or off)");
    }

    static Optional<InetSocketAddress> api(String text) {
        if (text.equals("off")) {
            return Optional.empty();
        }
        HostPort parsed = HostPort.parse(text);
        return Optional.of(new InetSocketAddress(
                parsed.literal()
                        .orElseThrow(() -> new IllegalArgumentException("\"" + text
                                + "\" (expected: off, or an IP address and a port such as " + DEFAULT_API + ")")),
                parsed.port()));
    }

    /** Starts a lab and tells of it; returns how to stop it. */
    Runnable start(LabSettings settings) throws IOException {
        Fabric fabric = fabric(settings.topology());
        Chronicle chronicle = chronicle(settings, fabric, line -> {
            out.println(LocalTime.now(ZoneId.systemDefault()).format(TIME) + " " + line);
            out.flush();
        });
        Lab lab = started(settings, fabric, chronicle);
        LiveLab live = lab.live(chronicle);
        try {
            return told(settings, fabric, chronicle, lab, live);
        } catch (RuntimeException | Error e) {
            admin.close();
            lab.close();
            chronicle.close();
            fabric.close();
            throw e;
        }
    }

    private Runnable told(LabSettings settings, Fabric fabric, Chronicle chronicle, Lab lab, LiveLab live) {
        Optional<LabApi> served = served(live);
        LabSummary summary = new LabSummary(
                settings.topology(),
                fabric.plan(),
                live.view(),
                settings.unreachable(),
                settings.dnsPort(),
                served.map(running -> "http://" + new HostPort(host(), running.port())));
        Optional<String> adminAt = admin.start(lab, settings);
        new LabIntroduction(summary).lines().forEach(out::println);
        adminAt.ifPresent(url -> out.println("Health, metrics and sessions: admin at " + url + "\n"));
        out.flush();
        return () -> {
            served.ifPresent(LabApi::close);
            lab.close();
            // After the lab, so that transcripts hold how sessions ended.
            admin.close();
            chronicle.close();
            fabric.close();
        };
    }

    private Optional<LabApi> served(LiveLab live) {
        try {
            return api.map(at -> LabApi.start(live, at));
        } catch (IllegalStateException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    private String host() {
        return api.map(at -> at.getAddress().getHostAddress()).orElse("");
    }

    /** Explains a scenario and plays it; the exit code. A signal stops the lab under it. */
    int play(Scenario scenario, LabSettings settings) throws Exception {
        say(scenario.title());
        say("");
        scenario.words().forEach(this::say);
        say("");
        return Running.untilDone(() -> theatre(settings), theatre -> play(scenario, settings, theatre));
    }

    private int play(Scenario scenario, LabSettings settings, Theatre theatre) throws Exception {
        theatre.tell("On topology " + settings.topology().name() + ", timers "
                + Math.round(settings.scale().factor()) + " times faster than in the field:");
        Stage stage = new Stage(theatre.lab().live(theatre.chronicle()), theatre.lab()::host, theatre::tell);
        scenario.script().play(stage);
        theatre.tell("");
        theatre.tell((stage.reproduced() ? "Reproduced: " : "NOT reproduced: ") + scenario.name());
        return stage.reproduced() ? 0 : 1;
    }

    private Theatre theatre(LabSettings settings) throws IOException {
        Fabric fabric = fabric(settings.topology());
        Chronicle chronicle = chronicle(settings, fabric, line -> {});
        return new Theatre(
                fabric, chronicle, started(settings, fabric, chronicle), admin, this::say, new AtomicBoolean());
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A lab that a scenario is played on. Once it closes nobody is told any more: connections that fail then mean nothing. */
    private record Theatre(
            Fabric fabric,
            Chronicle chronicle,
            Lab lab,
            LabAdmin admin,
            Consumer<String> audience,
            AtomicBoolean closed)
            implements Running.Stopping {
        void tell(String line) {
            if (!closed.get()) {
                audience.accept(line);
            }
        }

        @Override
        public void close() {
            closed.set(true);
            lab.close();
            // After the lab, so that transcripts hold how sessions ended.
            admin.close();
            chronicle.close();
            fabric.close();
        }
    }

    private Fabric fabric(Topology topology) {
        try {
            if (kind == FabricKind.NETNS) {
                return NetnsFabric.create(topology);
            }
            LoopbackNetwork network = new LoopbackNetwork(topology, controlPort);
            checkAddresses(topology, network);
            return network;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    private static void checkAddresses(Topology topology, Fabric fabric) {
        List<Inet4Address> needed = new ArrayList<>();
        for (NetworkInterface each : topology.interfaces()) {
            needed.add(fabric.plan().real(each.network(), each.address()));
        }
        topology.servers().stream()
                .flatMap(server -> server.endpoints().stream())
                .forEach(endpoint -> needed.addAll(List.of(fabric.hidden(endpoint), fabric.gate(endpoint))));
        List<Inet4Address> missing = LoopbackAddresses.missing(needed);
        if (!missing.isEmpty()) {
            throw new UserFault(
                    "this machine lacks addresses of 127.0.0.0/8 that the lab needs; add them with:",
                    LoopbackAddresses.aliasCommands(missing));
        }
    }

    private static Chronicle chronicle(LabSettings settings, Fabric fabric, Consumer<String> printer) {
        return new Chronicle(new Atlas(settings.topology(), fabric.plan()), PATIENCE, fabric::tcpTable, printer);
    }

    private Lab started(LabSettings settings, Fabric fabric, Chronicle chronicle) throws IOException {
        try {
            return Lab.start(settings, fabric, chronicle.and(admin.telemetry()), admin.lines());
        } catch (IllegalArgumentException | IllegalStateException e) {
            chronicle.close();
            fabric.close();
            throw new UserFault(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException | Error e) {
            chronicle.close();
            fabric.close();
            throw e;
        }
    }

    /** Lines for a hosts file with the addresses that a fabric gives to a topology. */
    static List<String> hosts(Topology topology, FabricKind kind) {
        try {
            AddressPlan plan = kind == FabricKind.NETNS
                    ? AddressPlan.IDENTITY
                    : new LoopbackNetwork(topology, DEFAULT_CONTROL_PORT).plan();
            return new LabNames(topology, plan, hop -> true).hostsLines();
        } catch (IllegalArgumentException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }
}
