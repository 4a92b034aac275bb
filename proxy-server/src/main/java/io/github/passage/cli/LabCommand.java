package io.github.passage.cli;

import io.github.passage.address.IpLiteral;
import io.github.passage.hop.Admission;
import io.github.passage.lab.Lab;
import io.github.passage.lab.LabSettings;
import io.github.passage.lab.fabric.LoopbackAddresses;
import io.github.passage.lab.report.LabIntroduction;
import io.github.passage.lab.topology.HopRole;
import io.github.passage.lab.topology.ShippedTopologies;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.TopologyHop;
import io.github.passage.lab.trace.LabTrace;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Inet4Address;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code passage lab}. */
@Command(
        name = "lab",
        description = {
            "Simulates a client's path to an AWS Transfer Family server on this machine, without an account and without root:"
                    + " point a real FTP client at it, and read why a transfer failed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  passage lab                          PrivateLink as it comes: login works, listings hang",
            "  passage lab --passive-ip 0.0.0.0     clients that obey are refused, others work",
            "  passage lab --rewrite control        works with every client"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class LabCommand implements Callable<Integer> {
    /** A reachable data port is dialled within milliseconds; a user waits no longer than this for the explanation. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    @Option(
            names = "--topology",
            paramLabel = "NAME",
            defaultValue = "privatelink",
            description = "direct, nlb or privatelink (default: ${DEFAULT-VALUE}).")
    private String topology;

    @Option(
            names = "--passive-ip",
            paramLabel = "AUTO|IP",
            defaultValue = "AUTO",
            description =
                    "What the server announces in a 227: AUTO is its endpoint's address, 0.0.0.0 asks the client to use the"
                            + " control connection's (default: ${DEFAULT-VALUE}).")
    private String passiveIp;

    @Option(
            names = "--rewrite",
            paramLabel = "POLICY",
            defaultValue = "keep",
            description =
                    "What a hop makes of passive replies: keep, control (the address that the client reached), zero"
                            + " (0.0.0.0) or an IPv4 address (default: ${DEFAULT-VALUE}).")
    private String rewrite;

    @Option(
            names = "--rewrite-at",
            paramLabel = "HOP",
            description =
                    "Which hop rewrites: vpce, nlb or transfer (default: the one that the client reaches, since control is"
                            + " true only there).")
    private Optional<String> rewriteAt = Optional.empty();

    @Option(
            names = "--control-port",
            paramLabel = "PORT",
            defaultValue = "" + LabSettings.DEFAULT_CONTROL_PORT,
            description = "Control port of every hop; 21 where allowed (default: ${DEFAULT-VALUE}).")
    private String controlPort;

    @Option(
            names = "--unreachable",
            paramLabel = "drop|reject",
            defaultValue = "drop",
            description =
                    "What becomes of a connection to an address that the client has no way to: drop, it times out; reject,"
                            + " it is accepted and reset (default: ${DEFAULT-VALUE}).")
    private String unreachable;

    @Spec
    private CommandSpec spec;

    private final Function<String, Topology> topologies;

    LabCommand() {
        this(ShippedTopologies::named);
    }

    /**
     * A command with other topologies than those that ship.
     *
     * @param topologies gives one by its name, or throws {@link IllegalArgumentException}
     */
    LabCommand(Function<String, Topology> topologies) {
        this.topologies = topologies;
    }

    @Override
    public Integer call() throws Exception {
        LabSettings settings = settings();
        checkAddresses(settings.topology());
        Running.untilSignal(() -> start(settings));
        return 0;
    }

    private Runnable start(LabSettings settings) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        LabTrace trace = new LabTrace(settings.topology(), PATIENCE, line -> {
            out.println(LocalTime.now(ZoneId.systemDefault()).format(TIME) + " " + line);
            out.flush();
        });
        Lab lab = started(settings, trace);
        new LabIntroduction(settings).lines().forEach(out::println);
        out.flush();
        return () -> {
            lab.close();
            trace.close();
        };
    }

    private static Lab started(LabSettings settings, LabTrace trace) throws IOException {
        try {
            return Lab.start(settings, trace);
        } catch (IllegalArgumentException | IllegalStateException e) {
            trace.close();
            throw new UserFault(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            trace.close();
            throw e;
        }
    }

    private LabSettings settings() {
        Topology path = Flag.parse("--topology", topology, topologies);
        HopRole at = rewriteAt
                .map(key -> Flag.parse("--rewrite-at", key, LabCommand::role))
                .orElse(path.entry().role());
        PassiveIp announced = Flag.parse("--passive-ip", passiveIp, PassiveIp::parse);
        PassiveAddressPolicy policy = Flag.parse("--rewrite", rewrite, LabCommand::policy);
        int port = Flag.parse("--control-port", controlPort, LabCommand::port);
        Admission.Refusal refusal = Flag.parse("--unreachable", unreachable, LabCommand::refusal);
        try {
            return new LabSettings(path, announced, policy, at, port, refusal);
        } catch (IllegalArgumentException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    private static HopRole role(String key) {
        return HopRole.of(key)
                .orElseThrow(() ->
                        new IllegalArgumentException("\"" + key + "\" (expected: one of " + HopRole.keys() + ")"));
    }

    private static PassiveAddressPolicy policy(String text) {
        // Names are for the proxy: a lab looks nothing up.
        if (List.of("keep", "control", "zero").contains(text)
                || IpLiteral.parseV4(text).isPresent()) {
            return PassiveAddressPolicy.parse(text);
        }
        throw new IllegalArgumentException("\"" + text + "\" (expected: keep, control, zero or an IPv4 address)");
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: a port number, 1-65535)", e);
        }
    }

    private static Admission.Refusal refusal(String text) {
        return switch (text) {
            case "drop" -> Admission.Refusal.DROP;
            case "reject" -> Admission.Refusal.REJECT;
            default -> throw new IllegalArgumentException("\"" + text + "\" (expected: drop or reject)");
        };
    }

    private static void checkAddresses(Topology path) {
        List<Inet4Address> missing = LoopbackAddresses.missing(
                Stream.concat(path.path().stream().map(TopologyHop::address), Stream.of(path.server()))
                        .toList());
        if (!missing.isEmpty()) {
            throw new UserFault(
                    "this machine lacks addresses of 127.0.0.0/8 that the lab needs; add them with:",
                    LoopbackAddresses.aliasCommands(missing));
        }
    }
}
