package io.github.passage.it.bench;

import io.github.passage.it.bench.measure.Fleet;
import io.github.passage.it.bench.measure.Measure;
import io.github.passage.it.bench.measure.Rounds;
import io.github.passage.it.bench.report.Machine;
import io.github.passage.it.bench.report.Report;
import io.github.passage.it.bench.report.Results;
import io.github.passage.it.bench.subject.Subject;
import io.github.passage.it.bench.subject.Subjects;
import io.github.passage.it.bench.subject.Versions;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The bench's command line. Exit codes: 0 measured, 1 something could not be, 2 a mistake in what it was given. */
@Command(
        name = "proxy-it/bench.sh",
        sortOptions = false,
        description = {
            "Measures Passage beside HAProxy, nginx and ProFTPD's mod_proxy, each at its best settings, and without a proxy.",
            "Origin and clients run on the same machine in processes of their own; only the subject's processor time counts.",
            ""
        },
        footer = {
            "",
            "Measures: retr and stor move --gib in 1 and 8 streams, from memory and by sendfile; sessions are logins with one",
            "transfer of 1 KiB by 16 clients at once; noop is 20,000 round trips on one connection; idle holds 100, 1,000 and",
            "9,000 sessions in a fresh instance; start is the time to the first greeting, and the memory then.",
            "",
            "Examples:",
            "  proxy-it/bench.sh --quick --rounds 3",
            "  proxy-it/bench.sh --only retr,stor --subjects passage,haproxy-splice --rounds 9",
            "  proxy-it/bench.sh --only retr,stor,sessions,noop --subjects passage,passage-unmetered --rounds 15"
        })
final class Bench implements Callable<Integer> {
    @Option(
            names = "--only",
            split = ",",
            paramLabel = "MEASURE",
            description = "Some of retr,stor,sessions,noop,idle,start (default: all).")
    private List<String> only = List.of();

    @Option(
            names = "--subjects",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Some of direct,passage,passage-copy,passage-unmetered,haproxy-splice,haproxy-copy,nginx,proftpd (default: all"
                            + " but passage-unmetered, which shows beside passage what metrics cost).")
    private List<String> names = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "7",
            paramLabel = "N",
            description = "How often all is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "3",
            paramLabel = "N",
            description = "Rounds before that are not counted (default: ${DEFAULT-VALUE}).")
    private int warmUps;

    @Option(
            names = "--gib",
            defaultValue = "4",
            paramLabel = "GIB",
            description = "What one transfer measure moves (default: ${DEFAULT-VALUE}).")
    private double gib;

    @Option(
            names = "--quick",
            description = "An eighth of everything but rounds and idle sessions: only to see it work.")
    private boolean quick;

    @Option(
            names = "--json",
            defaultValue = "proxy-it/target/bench.json",
            paramLabel = "FILE",
            description = "Where the results go (default: ${DEFAULT-VALUE}).")
    private Path json;

    @Option(
            names = "--chart",
            defaultValue = "proxy-it/target/bench.svg",
            paramLabel = "FILE",
            description = "Where the chart goes (default: ${DEFAULT-VALUE}).")
    private Path chart;

    @Option(names = "--readme", description = "Write the table into README.md, and the chart to .github/bench.svg.")
    private boolean readme;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    /** Where a run that was broken off may leave what it had. */
    private static final Path WORK = Path.of("proxy-it/target/bench").toAbsolutePath();

    private static final int NETWORK = 60;

    private Bench() {}

    static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setUsageHelpWidth(120)
                .setParameterExceptionHandler((mistake, _) -> said(CommandLine.ExitCode.USAGE, mistake))
                .setExecutionExceptionHandler((fault, _, _) -> said(
                        fault instanceof IllegalArgumentException
                                ? CommandLine.ExitCode.USAGE
                                : CommandLine.ExitCode.SOFTWARE,
                        fault))
                .execute(args));
    }

    private static int said(int exitCode, Exception fault) {
        System.err.println("proxy-it/bench.sh: " + fault.getMessage() + " (see: proxy-it/bench.sh --help)");
        return exitCode;
    }

    @Override
    public Integer call() throws IOException {
        List<Measure> measures = Selection.measures(Selection.kinds(only), Selection.extent(gib, quick));
        Path unpacked = Path.of("proxy-it/.servers").toAbsolutePath();
        Path launcher = Path.of("proxy-server/target/passage/bin/passage").toAbsolutePath();
        List<Subject> subjects = names.isEmpty()
                ? Subjects.usual(launcher, unpacked)
                : Selection.named("--subjects", names, Subjects.all(launcher, unpacked), Subject::name);
        Selection.times("--rounds", rounds, 1);
        Selection.times("--warm-up", warmUps, 0);
        Report report = Report.to(json, readme ? Path.of(".github/bench.svg") : chart, readme);
        Machine machine = Machine.here(Versions.of(unpacked));
        try (Fleet fleet = Fleet.start(subjects, emptied(WORK), NETWORK)) {
            Rounds run = new Rounds(fleet, subjects, measures, System.err::println);
            run.run(warmUps, rounds);
            List<String> order = subjects.stream().map(Subject::name).toList();
            report.write(Results.of(order, run.samples()), new Report.Circumstances(machine, rounds, run.failures()));
            return run.failures().isEmpty() ? 0 : 1;
        }
    }

    private static Path emptied(Path directory) throws IOException {
        if (Files.exists(directory)) {
            new WorkDirectory(directory).close();
        }
        return Files.createDirectories(directory);
    }
}
