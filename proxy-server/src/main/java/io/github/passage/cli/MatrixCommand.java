package io.github.passage.cli;

import io.github.passage.config.ConfigException;
import io.github.passage.hop.ListenException;
import io.github.passage.lab.live.LabRefusal;
import io.github.passage.lab.matrix.Matrix;
import io.github.passage.lab.matrix.MatrixRun;
import io.github.passage.lab.matrix.Setting;
import io.github.passage.lab.matrix.report.Format;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.profile.file.ProfileFiles;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.file.TopologyFiles;
import io.github.passage.lab.transfer.PassiveIp;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code passage matrix}. */
@Command(
        name = "matrix",
        description = {
            "Tries every FTP client program against every setting of every topology, by really connecting through the simulated"
                    + " hops as each program would, and tells which work, which do not and why, and what would help.",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 every transfer came out as foretold, 1 some did not, 2 a mistake in the flags.",
            "",
            "Examples:",
            "  passage matrix --topology privatelink                     one topology",
            "  passage matrix --client winscp --passive-ip 0.0.0.0       one program, one setting",
            "  passage matrix --format html --output matrix.html         a page with every transcript"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class MatrixCommand implements Callable<Integer> {
    private static final int WIDTH = 120;
    private static final int NARROWEST = 40;

    @Option(
            names = "--topology",
            paramLabel = "NAME|FILE",
            description = "Only this topology; may be given several times (default: all that ship).")
    private List<String> topologies = List.of();

    @Option(
            names = "--client",
            paramLabel = "TEXT",
            description = "Only programs whose name holds this text, such as lftp; may be given several times.")
    private List<String> clients = List.of();

    @Option(
            names = "--passive-ip",
            paramLabel = "AUTO|IP",
            description =
                    "Only this PassiveIp (default: AUTO, 0.0.0.0, and the address of each hop in front of the servers).")
    private Optional<String> passiveIp = Optional.empty();

    @Option(
            names = "--rewrite",
            paramLabel = "keep|control",
            description = "Only without (keep) or only with (control) rewriting where clients connect (default: both).")
    private Optional<String> rewrite = Optional.empty();

    @Option(names = "--only-failing", description = "Leaves out what works.")
    private boolean onlyFailing;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, markdown, json, junit or html (default: ${DEFAULT-VALUE}).")
    private String format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the result is written (default: standard output).")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--width", paramLabel = "COLUMNS", description = "Width of the table (default: the terminal's).")
    private Optional<String> width = Optional.empty();

    @Option(names = "--list-clients", description = "Lists the client profiles and where each comes from.")
    private boolean listClients;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Profiles profiles = ProfileFiles.shipped();
        PrintWriter out = spec.commandLine().getOut();
        if (listClients) {
            profiles.all()
                    .forEach(profile -> out.printf(
                            "%-34s %-14s %s%n",
                            profile.name(),
                            profile.source().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            profile.options()));
            out.flush();
            return 0;
        }
        Format chosen = Flag.parse("--format", format, Format::named);
        List<Setting> settings = settings();
        Format.Look look = new Format.Look(columns(), output.isEmpty() && Ansi.AUTO.enabled(), onlyFailing);
        output.ifPresent(MatrixCommand::checkWritable);
        Progress progress = Progress.on(spec.commandLine().getErr());
        MatrixRun run = new MatrixRun(settings, groups(profiles), profiles, progress);
        progress.outOf(run.size());
        Matrix matrix = result(run);
        progress.end();
        write(chosen.text(matrix, look), out);
        return matrix.disagreements().isEmpty() ? 0 : 1;
    }

    private List<Setting> settings() {
        List<String> names = topologies.isEmpty() ? TopologyFiles.shipped() : topologies;
        Optional<PassiveIp> only = passiveIp.map(text -> Flag.parse("--passive-ip", text, PassiveIp::parse));
        Optional<Boolean> rewritten = rewrite.map(text -> Flag.parse("--rewrite", text, MatrixCommand::rewriting));
        List<Setting> settings = new ArrayList<>();
        for (String name : names) {
            Topology topology = loaded(name);
            if (topologies.isEmpty() && topology.netnsOnly().isPresent()) {
                continue;
            }
            Setting.obstacle(topology).ifPresent(why -> {
                throw new UserFault("--topology: \"" + name + "\" (expected: one that a matrix can show; " + why + ")");
            });
            List<Setting> all = only.isEmpty()
                    ? Setting.of(topology)
                    : List.of(new Setting(topology, only, false), new Setting(topology, only, true));
            all.stream()
                    .filter(setting -> rewritten.isEmpty() || rewritten.get() == setting.rewrite())
                    .forEach(settings::add);
        }
        return settings;
    }

    private static boolean rewriting(String text) {
        return switch (text) {
            case "keep" -> false;
            case "control" -> true;
            default -> throw new IllegalArgumentException("\"" + text + "\" (expected: keep or control)");
        };
    }

    private static Topology loaded(String nameOrFile) {
        try {
            return Flag.parse("--topology", nameOrFile, TopologyFiles::load);
        } catch (ConfigException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    private List<Profiles.Group> groups(Profiles profiles) {
        List<Profiles.Group> groups = profiles.groups().stream()
                .filter(group -> clients.isEmpty()
                        || group.names().stream()
                                .anyMatch(name -> clients.stream().anyMatch(text -> holds(name, text))))
                .toList();
        if (groups.isEmpty()) {
            throw new UserFault("--client: \"" + String.join("\", \"", clients)
                    + "\" (expected: a part of a program's name; see passage matrix --list-clients)");
        }
        return groups;
    }

    private static boolean holds(String name, String text) {
        return name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private static Matrix result(MatrixRun run) throws IOException, InterruptedException {
        try {
            return run.run();
        } catch (ListenException | LabRefusal | IllegalArgumentException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    private static void checkWritable(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new UserFault("--output: \"" + file + "\" (expected: a file that can be written)");
        }
    }

    private int columns() {
        int columns = width.isPresent()
                ? Flag.parse("--width", width.get(), MatrixCommand::columns)
                : Terminal.columns().orElse(WIDTH);
        return Math.max(columns, NARROWEST);
    }

    private static int columns(String text) {
        int columns = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (columns < NARROWEST) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: columns, from " + NARROWEST + ")");
        }
        return columns;
    }

    private void write(String text, PrintWriter out) throws IOException {
        if (output.isPresent()) {
            Files.writeString(output.get(), text, StandardCharsets.UTF_8);
        } else {
            out.print(text);
            out.flush();
        }
    }
}
