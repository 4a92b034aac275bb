package io.github.passage.cli;

import io.github.passage.cli.ctl.CtlCommand;
import io.github.passage.cli.ctl.MissingCommand;
import io.github.passage.logs.ConsoleLog;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The program. Exit codes: 0 done, 1 a fault of Passage, 2 a fault in what it was given; {@code doctor} has more. */
public final class Main {
    /** Each as picocli takes it: a class with annotations, which it looks at, or a specification, which costs less. */
    private static final SequencedMap<String, Supplier<Object>> COMMANDS = commands();

    private Main() {}

    /** Runs the command that {@code args} names and ends the process with its exit code. */
    public static void main(String[] args) {
        ConsoleLog.install();
        int code = commandLine(args).execute(args);
        Running.flushLog();
        System.exit(code);
    }

    /** The command line with the command that {@code args} name, since to look at all takes long; with all if they name none. */
    static CommandLine commandLine(String... args) {
        CommandLine all = new CommandLine(program());
        if (args.length > 0 && COMMANDS.containsKey(args[0])) {
            all.addSubcommand(args[0], COMMANDS.get(args[0]).get());
        } else if (args.length != 1 || !args[0].equals("--version")) {
            COMMANDS.forEach((name, command) -> all.addSubcommand(name, command.get()));
        }
        addStandardFlags(all);
        return all.setUsageHelpWidth(100)
                .setParameterExceptionHandler(new Faults())
                .setExecutionExceptionHandler(new Faults());
    }

    /** Commands that are methods have none of their own. */
    private static void addStandardFlags(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.findOption("--help") == null) {
            StandardFlags.add(spec);
        }
        if (spec.versionProvider() == null) {
            spec.versionProvider(new Version());
        }
        command.getSubcommands().values().forEach(Main::addStandardFlags);
    }

    private static CommandSpec program() {
        NoCommand none = new NoCommand();
        StandardFlags.add(none.spec.name("passage"));
        none.spec.usageMessage().description("A NAT-aware FTP proxy, and a lab that reproduces passive-mode failures.");
        return none.spec;
    }

    private static SequencedMap<String, Supplier<Object>> commands() {
        SequencedMap<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("proxy", ProxyCommand::spec);
        commands.put("lab", () -> LabCommand.class);
        commands.put("matrix", () -> MatrixCommand.class);
        commands.put("ctl", () -> CtlCommand.class);
        commands.put("doctor", () -> DoctorCommand.class);
        commands.put("replay", () -> ReplayCommand.class);
        commands.put("check-config", () -> CheckConfigCommand.class);
        return Collections.unmodifiableSequencedMap(commands);
    }

    /** What is run where no command is named. */
    private static final class NoCommand implements Runnable {
        private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

        @Override
        public void run() {
            throw MissingCommand.of(spec);
        }
    }
}
