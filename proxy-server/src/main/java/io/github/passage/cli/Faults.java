package io.github.passage.cli;

import io.github.passage.hop.ListenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** A user's mistake is one line and exit code 2; a fault of Passage is one line, exit code 1, and a stack trace at DEBUG. */
final class Faults implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(Faults.class);

    @Override
    public int handleParseException(ParameterException fault, String[] args) {
        String command = fault.getCommandLine().getCommandSpec().qualifiedName();
        tell(fault.getCommandLine(), fault.getMessage() + " (see: " + command + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception fault, CommandLine commandLine, ParseResult parsed) {
        if (fault instanceof UserFault || fault instanceof ListenException) {
            tell(commandLine, fault.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        LOGGER.debug("the command failed", fault);
        tell(commandLine, "failed: " + fault);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void tell(CommandLine commandLine, @Nullable String message) {
        String name = commandLine.getCommandSpec().qualifiedName();
        String.valueOf(message).lines().forEach(line -> commandLine.getErr().println(name + ": " + line));
        commandLine.getErr().flush();
    }
}
