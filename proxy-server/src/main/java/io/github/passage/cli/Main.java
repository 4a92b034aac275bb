package io.github.passage.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. Exit codes: 0 done, 1 a fault of Passage, 2 a fault in what it was given. */
@Command(
        name = "passage",
        description = "A NAT-aware FTP proxy, and a lab that reproduces passive-mode failures.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {ProxyCommand.class, LabCommand.class, CheckConfigCommand.class})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs the command that {@code args} names and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(new Faults())
                .setExecutionExceptionHandler(new Faults());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command (expected one of: "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }
}
