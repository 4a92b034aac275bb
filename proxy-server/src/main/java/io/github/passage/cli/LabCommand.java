package io.github.passage.cli;

import io.github.passage.config.ConfigException;
import io.github.passage.hop.Admission;
import io.github.passage.lab.assembly.LabSettings;
import io.github.passage.lab.assembly.TimeScale;
import io.github.passage.lab.scenario.Scenario;
import io.github.passage.lab.scenario.Scenarios;
import io.github.passage.lab.topology.HopRole;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.file.TopologyFiles;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code passage lab}. */
@Command(
        name = "lab",
        description = {
            "Simulates networks with AWS Transfer Family servers, load balancers and VPC endpoints on this machine, without an"
                    + " account and without root: point a real FTP client at it, and read why a transfer failed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  passage lab                                PrivateLink as it comes: login works, listings hang",
            "  passage lab --passive-ip 0.0.0.0           clients that obey are refused, others work",
            "  passage lab --rewrite control              works with every client",
            "  passage lab --topology nlb-multi-az        a load balancer in three zones",
            "  passage lab --scenario zero-byte-files     a failure of the field, explained and shown"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = LabExecCommand.class)
final class LabCommand implements Callable<Integer> {
    private static final List<String> SET_BY_SCENARIOS =
            List.of("--topology", "--time-scale", "--passive-ip", "--rewrite", "--rewrite-at", "--unreachable");

    @Option(
            names = "--topology",
            paramLabel = "NAME|FILE",
            defaultValue = "privatelink",
            description = "A topology that ships, or a file such as ./my.conf (default: ${DEFAULT-VALUE}).")
    private String topology;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "Explains a failure of the field, shows it happen, and ends: exit code 0 if it did.")
    private Optional<String> scenario = Optional.empty();

    @Option(
            names = "--fabric",
            paramLabel = "loopback|netns",
            defaultValue = "loopback",
            description =
                    "loopback: addresses of 127.0.0.0/8, no root. netns: network namespaces with the real addresses and"
                            + " ports 21 and 8192-8200, root (default: ${DEFAULT-VALUE}).")
    private String fabric;

    @Option(
            names = "--time-scale",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How many times faster than in the field the lab's own timers run, 1-1000 (default: ${DEFAULT-VALUE}).")
    private String timeScale;

    @Option(
            names = "--passive-ip",
            paramLabel = "AUTO|IP",
            description =
                    "What every server announces in a 227: AUTO is its endpoint's address, 0.0.0.0 asks the client to use the"
                            + " control connection's (default: as the topology says, mostly AUTO).")
    private Optional<String> passiveIp = Optional.empty();

    @Option(
            names = "--rewrite",
            paramLabel = "POLICY",
            defaultValue = "keep",
            description = "What hops make of passive replies: keep, control (the address that the client reached), zero"
                    + " (0.0.0.0) or an IPv4 address (default: ${DEFAULT-VALUE}).")
    private String rewrite;

    @Option(
            names = "--rewrite-at",
            paramLabel = "HOP",
            description =
                    "Which hops rewrite: one by its name, such as nlb.a, or all of a kind: vpce, nlb, node, router, transfer,"
                            + " ftp (default: those that the client reaches, since control is true only there).")
    private Optional<String> rewriteAt = Optional.empty();

    @Option(
            names = "--unreachable",
            paramLabel = "drop|reject",
            defaultValue = "drop",
            description =
                    "What becomes of a connection to an address that its source has no way to: drop, it times out; reject,"
                            + " it is accepted and reset (default: ${DEFAULT-VALUE}).")
    private String unreachable;

    @Option(
            names = "--control-port",
            paramLabel = "PORT",
            defaultValue = "" + LabRun.DEFAULT_CONTROL_PORT,
            description = "Control port of every hop on the loopback fabric (default: ${DEFAULT-VALUE}).")
    private String controlPort;

    @Option(
            names = "--api",
            paramLabel = "ADDRESS:PORT|off",
            defaultValue = LabRun.DEFAULT_API,
            description =
                    "Where the JSON API for passage ctl listens; it has no authentication (default: ${DEFAULT-VALUE}).")
    private String api;

    @Option(
            names = "--dns",
            paramLabel = "PORT|off",
            defaultValue = "" + LabRun.DEFAULT_DNS_PORT,
            description = "UDP port of the lab's DNS server on 127.0.0.1; with --fabric netns it has port 53 of each"
                    + " client's name server (default: ${DEFAULT-VALUE}).")
    private String dns;

    @Mixin
    private LabWatchFlags watch;

    @ArgGroup(exclusive = true)
    private @org.jspecify.annotations.Nullable Listing listing;

    @Spec
    private CommandSpec spec;

    /** What is printed in place of running a lab. */
    private static final class Listing {
        @Option(names = "--list", description = "Lists topologies and scenarios.")
        private boolean list;

        @Option(names = "--print-topology", description = "Prints the file of --topology, to begin one's own with.")
        private boolean printTopology;

        @Option(names = "--topology-reference", description = "Prints the manual of topology files.")
        private boolean reference;

        @Option(
                names = "--print-hosts",
                description = "Prints lines for a hosts file with all names of the topology on --fabric.")
        private boolean hosts;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (listing != null) {
            print(listing, out);
            return 0;
        }
        LabRun run = new LabRun(
                out,
                Flag.parse("--fabric", fabric, LabRun.FabricKind::named),
                Flag.parse("--control-port", controlPort, LabRun::controlPort),
                Flag.parse("--api", api, LabRun::api),
                watch.opened());
        if (scenario.isPresent()) {
            refuseFlagsOfAScenario();
            Scenario chosen = Flag.parse("--scenario", scenario.get(), Scenarios::named);
            return run.play(chosen, settings(chosen));
        }
        LabSettings settings = settings();
        Running.untilSignal(() -> run.start(settings));
        return 0;
    }

    /** A scenario brings what these would set. */
    private void refuseFlagsOfAScenario() {
        ParseResult parsed = Objects.requireNonNull(spec.commandLine().getParseResult());
        for (String flag : SET_BY_SCENARIOS) {
            if (parsed.hasMatchedOption(flag)) {
                throw new UserFault(flag + ": not with --scenario, which brings its own (expected: one of the two)");
            }
        }
    }

    private void print(Listing wanted, PrintWriter out) {
        if (wanted.list) {
            out.println("Topologies:");
            TopologyFiles.shipped()
                    .forEach(name -> out.printf(
                            "  %-36s %s%n", name, TopologyFiles.load(name).summary()));
            out.println("Scenarios:");
            Scenarios.all().forEach(each -> out.printf("  %-36s %s%n", each.name(), each.title()));
        } else if (wanted.reference) {
            out.print(TopologyFiles.reference());
        } else if (wanted.hosts) {
            LabRun.FabricKind kind = Flag.parse("--fabric", fabric, LabRun.FabricKind::named);
            LabRun.hosts(loaded(topology), kind).forEach(out::println);
        } else if (wanted.printTopology) {
            out.print(Flag.parse("--topology", topology, TopologyFiles::shippedText));
        }
        out.flush();
    }

    private LabSettings settings(Scenario chosen) {
        return new LabSettings(
                loaded(chosen.setup().topology()),
                new TimeScale(chosen.setup().timeScale()),
                Optional.of(PassiveIp.parse(chosen.setup().passiveIp())),
                new PassiveAddressPolicy.Keep(),
                List.of(),
                OptionalInt.of(0),
                Admission.Refusal.DROP);
    }

    private LabSettings settings() {
        Topology chosen = loaded(topology);
        PassiveAddressPolicy policy = Flag.parse("--rewrite", rewrite, LabSettings::rewritePolicy);
        return new LabSettings(
                chosen,
                Flag.parse("--time-scale", timeScale, TimeScale::parse),
                passiveIp.map(text -> Flag.parse("--passive-ip", text, PassiveIp::parse)),
                policy,
                rewriteAt
                        .map(at -> Flag.parse("--rewrite-at", at, text -> hops(chosen, text)))
                        .orElseGet(() -> names(chosen.entries(chosen.client()))),
                Flag.parse("--dns", dns, LabRun::dnsPort),
                Flag.parse("--unreachable", unreachable, LabCommand::refusal));
    }

    private static Topology loaded(String nameOrFile) {
        try {
            return Flag.parse("--topology", nameOrFile, TopologyFiles::load);
        } catch (ConfigException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> hops(Topology topology, String text) {
        List<NetworkInterface> found = topology.interfaces().stream()
                .filter(each -> each.name().equals(text)
                        || topology.role(each.name()).key().equals(text))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: a hop of topology " + topology.name() + ": "
                    + String.join(", ", names(topology.interfaces())) + ", or a kind: " + HopRole.keys() + ")");
        }
        return names(found);
    }

    private static List<String> names(List<NetworkInterface> interfaces) {
        return interfaces.stream().map(NetworkInterface::name).toList();
    }

    private static Admission.Refusal refusal(String text) {
        return switch (text) {
            case "drop" -> Admission.Refusal.DROP;
            case "reject" -> Admission.Refusal.REJECT;
            default -> throw new IllegalArgumentException("\"" + text + "\" (expected: drop or reject)");
        };
    }
}
